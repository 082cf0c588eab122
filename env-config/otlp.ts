// OTLP of one signal: its own variables over the general ones, and the endpoint each transport makes of them.
import { badValue } from './complaints.ts';
import type { OtlpConfig, Protocol, Signal } from './config.ts';
import type { Settings } from './settings.ts';
import { COMPRESSIONS, PROTOCOLS } from './variable.ts';

const GENERAL_ENDPOINT = 'OTEL_EXPORTER_OTLP_ENDPOINT';

/** An endpoint, whether a variable set it, and whether it is plain text. */
type Endpoint = Pick<OtlpConfig, 'endpoint' | 'endpointIsSet' | 'insecure'>;

/** Builds the OTLP settings of one signal. */
export function readOtlp(settings: Settings, signal: Signal): OtlpConfig {
  const name = (setting: string): string => `OTEL_EXPORTER_OTLP_${signal.toUpperCase()}_${setting}`;
  const protocol = readProtocol(settings, name('PROTOCOL'));
  const certificate = settings.text(name('CERTIFICATE'));
  const clientKey = settings.text(name('CLIENT_KEY'));
  const clientCertificate = settings.text(name('CLIENT_CERTIFICATE'));
  const mayBePlain = settings.flag(name('INSECURE'));
  return {
    protocol,
    ...(protocol === 'grpc'
      ? grpcEndpoint(settings, name('ENDPOINT'), mayBePlain)
      : httpEndpoint(settings, name('ENDPOINT'), signal)),
    headers: settings.pairs(name('HEADERS')),
    timeoutMs: settings.count(name('TIMEOUT')),
    compression: settings.choice(name('COMPRESSION'), COMPRESSIONS),
    ...(certificate === undefined ? {} : { certificate }),
    ...(clientKey === undefined ? {} : { clientKey }),
    ...(clientCertificate === undefined ? {} : { clientCertificate }),
  };
}

/** LiteLLM's OTEL_EXPORTER counts after the specification's variables. */
function readProtocol(settings: Settings, name: string): Protocol {
  const isSet = settings.givenAs(name) ?? settings.givenAs('OTEL_EXPORTER_OTLP_PROTOCOL');
  const litellm = settings.text('OTEL_EXPORTER');
  const fromLitellm = PROTOCOLS.find((protocol) => protocol === litellm);
  return isSet === undefined && fromLitellm !== undefined ? fromLitellm : settings.choice(name, PROTOCOLS);
}

/** Scheme, host and port; the port is always written, because gRPC's own default is 443 for plain text as well. */
function grpcEndpoint(settings: Settings, name: string, mayBePlain: boolean): Endpoint {
  const endpointIsSet = isGiven(settings, name);
  const text = endpointIsSet ? settings.text(name) : undefined;
  if (text === undefined) return { endpoint: 'http://localhost:4317', endpointIsSet: false, insecure: true };
  if (text.startsWith('unix:')) return { endpoint: text, endpointIsSet: true, insecure: true };
  const complete = text.includes('://') ? text : `${mayBePlain ? 'http' : 'https'}://${text}`;
  const url = new URL(complete);
  const insecure = url.protocol === 'http:';
  return {
    endpoint: `${url.protocol}//${url.hostname}:${url.port || (insecure ? '80' : '443')}`,
    endpointIsSet: true,
    insecure,
  };
}

/** A signal's own URL is taken verbatim; the general one gets the signal's path. */
function httpEndpoint(settings: Settings, name: string, signal: Signal): Endpoint {
  for (const variable of [name, GENERAL_ENDPOINT]) {
    const givenAs = settings.givenAs(variable);
    const text = givenAs === undefined ? undefined : settings.text(variable);
    if (givenAs === undefined || text === undefined) continue;
    if (!text.includes('://') || text.startsWith('unix:')) {
      complainOnce(settings, variable, givenAs, text);
      continue;
    }
    const endpoint = variable === GENERAL_ENDPOINT ? withSignalPath(text, signal, givenAs) : text;
    return { endpoint, endpointIsSet: true, insecure: false };
  }
  return { endpoint: `http://localhost:4318/v1/${signal}`, endpointIsSet: false, insecure: false };
}

function withSignalPath(base: string, signal: Signal, givenAs: string): string {
  const url = new URL(base);
  let path = url.pathname;
  // LiteLLM lets its variable name a signal's URL and replaces the signal; the specification's is always a base.
  if (givenAs === 'OTEL_ENDPOINT') path = path.replace(/\/v1\/(traces|metrics|logs)\/?$/, '');
  url.pathname = `${path.endsWith('/') ? path.slice(0, -1) : path}/v1/${signal}`;
  return url.href;
}

function isGiven(settings: Settings, name: string): boolean {
  return settings.givenAs(name) !== undefined || settings.givenAs(GENERAL_ENDPOINT) !== undefined;
}

/** Without http or https an endpoint is good for gRPC only; three signals may find that out about the same variable. */
function complainOnce(settings: Settings, variable: string, givenAs: string, text: string): void {
  const complaint = badValue(settings.row(variable), givenAs, text);
  if (!settings.complaints.some(({ message }) => message === complaint.message))
    settings.complaints.push(complaint);
}
