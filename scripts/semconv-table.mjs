// Writes docs/generated/semconv.json from the conventions' YAML, so that tests need no YAML; --check compares instead.
import { existsSync, globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const model = join(root, '../shared/semconv/model');
const target = join(root, 'docs/generated/semconv.json');

/** Attributes that the GenAI model takes from the core conventions 1.43.0, which are not part of it. */
const CORE = {
  'azure.resource_provider.namespace': 'string',
  'client.address': 'string',
  'client.port': 'int',
  'error.type': 'string',
  'exception.message': 'string',
  'exception.stacktrace': 'string',
  'exception.type': 'string',
  'jsonrpc.protocol.version': 'string',
  'jsonrpc.request.id': 'string',
  'network.protocol.name': 'string',
  'network.protocol.version': 'string',
  'network.transport': 'string',
  'rpc.response.status_code': 'string',
  'server.address': 'string',
  'server.port': 'int',
};

const doubling = (first, count) =>
  Array.from({ length: count }, (_, power) => Number((first * 2 ** power).toFixed(2)));
const DURATION_S = doubling(0.01, 14);
const MCP_S = [0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 30, 60, 120, 300];

/** Bucket boundaries stand in the conventions' prose, not in their YAML. */
const BOUNDARIES = {
  'gen_ai.client.token.usage': [
    1, 4, 16, 64, 256, 1024, 4096, 16384, 65536, 262144, 1048576, 4194304, 16777216, 67108864,
  ],
  'gen_ai.client.operation.duration': DURATION_S,
  'gen_ai.client.operation.time_to_first_chunk': DURATION_S,
  'gen_ai.client.operation.time_per_output_chunk': DURATION_S,
  'gen_ai.server.request.duration': DURATION_S,
  'gen_ai.server.time_per_output_token': [
    0.01, 0.025, 0.05, 0.075, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.75, 1, 2.5,
  ],
  'gen_ai.server.time_to_first_token': [
    0.001, 0.005, 0.01, 0.02, 0.04, 0.06, 0.08, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10,
  ],
  'gen_ai.workflow.duration': [1, 5, 10, 30, 60, 120, 300, 600, 1800, 3600, 7200],
  'gen_ai.invoke_agent.duration': doubling(0.1, 13),
  'gen_ai.invoke_agent.inference_calls': doubling(1, 8),
  'gen_ai.invoke_agent.tool_calls': doubling(1, 8),
  'gen_ai.execute_tool.duration': DURATION_S,
  'mcp.client.operation.duration': MCP_S,
  'mcp.server.operation.duration': MCP_S,
  'mcp.client.session.duration': MCP_S,
  'mcp.server.session.duration': MCP_S,
};

if (!existsSync(model)) {
  process.stderr.write(`semconv table: not compared, the conventions' YAML is not at ${model}\n`);
  process.exit(process.env.CI ? 1 : 0);
}
const text = `${JSON.stringify(createTable(), null, 2)}\n`;
if (!process.argv.includes('--check')) {
  mkdirSync(dirname(target), { recursive: true });
  writeFileSync(target, text);
} else if (!existsSync(target) || readFileSync(target, 'utf8') !== text) {
  process.stderr.write(
    'docs/generated/semconv.json differs from the conventions: run node scripts/semconv-table.mjs\n',
  );
  process.exit(1);
}

function createTable() {
  const files = globSync('**/*.yaml', { cwd: model }).sort();
  const documents = files.map((file) => parse(readFileSync(join(model, file), 'utf8')));
  const all = (key) => documents.flatMap((document) => document[key] ?? []);
  const manifest = documents.find((document) => document.schema_url !== undefined);

  const attributes = { ...CORE };
  for (const { key, type } of all('attributes'))
    attributes[key] = typeof type === 'string' ? type : enumType(type);
  const groups = new Map();
  for (const group of all('attribute_groups')) groups.set(group.id, group);
  for (const span of all('spans')) groups.set(`span.${span.type}`, span);

  const namesOf = (group) => {
    const names = new Set();
    for (const { ref, ref_group: other } of group.attributes ?? []) {
      const more = other === undefined ? [ref] : namesOf(known(groups.get(other), other));
      for (const name of more) names.add(known(attributes[name] && name, name));
    }
    return [...names].sort();
  };
  const refined = (base, group) => [...new Set([...namesOf(base), ...namesOf(group)])].sort();

  const spans = Object.fromEntries(
    all('spans').map((span) => [span.type, { kind: span.kind, attributes: namesOf(span) }]),
  );
  for (const { id, ref, ...rest } of all('span_refinements')) {
    spans[id] = { kind: spans[ref].kind, refines: ref, attributes: refined(groups.get(`span.${ref}`), rest) };
  }
  const refinements = all('metric_refinements');
  const metrics = all('metrics').map(({ name, unit, instrument, brief, ...rest }) => {
    const extra = refinements.filter(({ ref }) => ref === name).flatMap(namesOf);
    const boundaries = known(BOUNDARIES[name], name);
    const names = namesOf(rest);
    const vendor = extra.filter((one) => !names.includes(one));
    return [
      name,
      {
        unit,
        instrument,
        description: brief.trim().replaceAll(/\s+/g, ' '),
        boundaries,
        attributes: names,
        ...(vendor.length === 0 ? {} : { vendorAttributes: vendor }),
      },
    ];
  });
  const events = all('events').map((event) => [event.name, { attributes: namesOf(event) }]);
  return {
    schemaUrl: manifest.schema_url,
    attributes: sorted(attributes),
    spans,
    metrics: Object.fromEntries(metrics),
    events: Object.fromEntries(events),
    parts: parts(),
  };
}

/** Message parts by their `type`: the schemas' definitions, of which `generic` would let anything pass. */
function parts() {
  const definitions = ['input', 'output'].flatMap((side) =>
    Object.values(JSON.parse(readFileSync(join(model, `gen-ai/gen-ai-${side}-messages.json`), 'utf8')).$defs),
  );
  const found = {};
  for (const { properties, required } of definitions) {
    const type = properties?.type?.const;
    if (type !== undefined)
      found[type] = { required: [...required].sort(), properties: Object.keys(properties).sort() };
  }
  return sorted(found);
}

/** Enumerations are open: any value of the members' type is valid. */
function enumType({ members }) {
  return typeof members[0].value === 'number' ? 'int' : 'string';
}

function known(value, name) {
  if (value === undefined) throw new Error(`Not in the conventions' files or this script's tables: ${name}`);
  return value;
}

function sorted(table) {
  return Object.fromEntries(Object.entries(table).sort(([one], [other]) => (one < other ? -1 : 1)));
}
