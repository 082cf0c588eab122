// Modest colour for terminals, and the few ways in which the report shapes text.
import type { PlainValue } from '../../test/support/receiver/receiver.ts';

/** Colours a piece of text; leaves it alone where the output is no terminal. */
export type Paint = (text: string) => string;

/** The colours of the report. */
export interface Style {
  readonly bold: Paint;
  readonly dim: Paint;
  readonly cyan: Paint;
  readonly green: Paint;
  readonly red: Paint;
}

/** Colours, or with `isTerminal` false none. */
export function createStyle(isTerminal: boolean): Style {
  const paint =
    (open: number, close: number): Paint =>
    (text) =>
      isTerminal && text !== '' ? `\x1b[${open}m${text}\x1b[${close}m` : text;
  return {
    bold: paint(1, 22),
    dim: paint(2, 22),
    cyan: paint(36, 39),
    green: paint(32, 39),
    red: paint(31, 39),
  };
}

/** Rows as aligned columns; `paints` colour whole columns, after the padding is known. */
export function columns(
  rows: readonly (readonly string[])[],
  paints: readonly (Paint | undefined)[] = [],
): string[] {
  const widths: number[] = [];
  for (const row of rows) {
    for (const [index, cell] of row.entries()) widths[index] = Math.max(widths[index] ?? 0, cell.length);
  }
  return rows.map((row) =>
    row
      .map((cell, index) => (paints[index] ?? String)(cell) + ' '.repeat((widths[index] ?? 0) - cell.length))
      .join('  ')
      .trimEnd(),
  );
}

/** Breaks text at spaces so that no line is longer than `width`; its own line breaks stay. */
export function wrap(text: string, width: number): string[] {
  return text.split('\n').flatMap((paragraph) => {
    const lines: string[] = [];
    let line = '';
    for (const word of paragraph.split(' ')) {
      if (line !== '' && line.length + 1 + word.length > width) {
        lines.push(line);
        line = word;
      } else line = line === '' ? word : `${line} ${word}`;
    }
    return [...lines, line];
  });
}

/** A figure for people: at most four significant digits, integers whole. */
export function figure(value: number | undefined): string {
  if (value === undefined) return '–';
  return Number.isInteger(value) ? String(value) : String(Number(value.toPrecision(4)));
}

/** An attribute value for people; '' where absent. */
export function plain(value: PlainValue | undefined): string {
  if (value === undefined || value === null) return '';
  return Array.isArray(value) ? value.map(plain).join(', ') : String(value);
}
