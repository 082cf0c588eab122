// Who answers behind an OpenAI-compatible client: provider, address and port from the client's class and base URL.
import type { Identity, OperationName } from '../record/record.ts';
import type { CallInput } from './adapter.ts';
import { body, get, known, str } from './read.ts';

/** Where a client sends its calls. */
export interface Endpoint {
  readonly serverAddress?: string;
  readonly serverPort?: number;
}

/** Host or parent domain -> gen_ai.provider.name. The longest matching name decides; others speak plain openai. */
const PROVIDERS: Readonly<Record<string, string>> = {
  'openai.azure.com': 'azure.ai.openai',
  'cognitiveservices.azure.com': 'azure.ai.openai',
  'services.ai.azure.com': 'azure.ai.inference',
  'models.ai.azure.com': 'azure.ai.inference',
  'inference.ai.azure.com': 'azure.ai.inference',
  'models.github.ai': 'azure.ai.inference',
  'deepseek.com': 'deepseek',
  'x.ai': 'x_ai',
  'perplexity.ai': 'perplexity',
  'groq.com': 'groq',
  'mistral.ai': 'mistral_ai',
  'moonshot.ai': 'moonshot_ai',
  'moonshot.cn': 'moonshot_ai',
  'anthropic.com': 'anthropic',
  'cohere.ai': 'cohere',
  'cohere.com': 'cohere',
  'generativelanguage.googleapis.com': 'gcp.gemini',
  'aiplatform.googleapis.com': 'gcp.vertex_ai',
  'ml.cloud.ibm.com': 'ibm.watsonx.ai',
};

/** Hosts with the region in their name, which a parent domain cannot tell. */
const REGIONAL_HOSTS: readonly (readonly [host: RegExp, provider: string])[] = [
  [/^bedrock[\w-]*\.[\w-]+\.(amazonaws\.com|api\.aws)/, 'aws.bedrock'],
  [/^[\w-]+-aiplatform\.googleapis\.com$/, 'gcp.vertex_ai'],
];

/** Address and port of a base URL; the port is the scheme's own where the URL names none. */
export function endpointOf(baseUrl: string | undefined): Endpoint {
  const url = baseUrl === undefined ? null : URL.parse(baseUrl);
  if (url === null || url.hostname === '') return {};
  const port = url.port === '' ? { 'https:': 443, 'http:': 80 }[url.protocol] : Number(url.port);
  // An IPv6 address is bracketed in URLs only.
  return known<Endpoint>({ serverAddress: url.hostname.replace(/^\[|\]$/g, ''), serverPort: port });
}

/** The provider behind a host name. */
export function providerOfHost(host: string | undefined): string {
  for (let name = host; name !== undefined && name !== '';) {
    const provider = Object.hasOwn(PROVIDERS, name) ? PROVIDERS[name] : undefined;
    if (provider !== undefined) return provider;
    const dot = name.indexOf('.');
    name = dot === -1 ? undefined : name.slice(dot + 1);
  }
  return REGIONAL_HOSTS.find(([pattern]) => pattern.test(host ?? ''))?.[1] ?? 'openai';
}

function isAzureClient(client: unknown): boolean {
  for (let at = client; typeof at === 'object' && at !== null; at = Object.getPrototypeOf(at)) {
    const made = get(at, 'constructor');
    if (typeof made === 'function' && made.name === 'AzureOpenAI') return true;
  }
  return false;
}

/** The identity of a call on a resource of the openai client (`_client`; `client` in 4.0). */
export function openaiIdentity(operation: OperationName, input: CallInput): Identity {
  const client = get(input.self, '_client') ?? get(input.self, 'client');
  const endpoint = endpointOf(str(client, 'baseURL'));
  const azure = isAzureClient(client);
  return known<Identity>({
    operation,
    provider: azure ? 'azure.ai.openai' : providerOfHost(endpoint.serverAddress),
    // Azure routes by deployment; a client bound to one may be called without a model.
    requestModel: str(body(input), 'model') ?? (azure ? str(client, 'deploymentName') : undefined),
    ...endpoint,
  });
}
