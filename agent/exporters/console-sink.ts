// OTEL_*_EXPORTER=console: the SDK's own printers behind our queue; they write synchronously, so nothing is left at exit.
import type { ExportResult } from '@opentelemetry/core';
import type { Sink } from './batch-queue.ts';

interface Printer<Request> {
  export(request: Request, done: (result: ExportResult) => void): void;
}

/** A sink that prints each batch. */
export function createConsoleSink<Item, Request>(
  printer: Printer<Request>,
  toRequest: (batch: Item[]) => Request,
): Sink<Item> {
  return { send: (batch, done) => printer.export(toRequest(batch), done) };
}
