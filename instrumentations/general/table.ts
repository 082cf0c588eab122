// Which general instrumentation serves which module, and when its patch has to be in place.

/** One instrumentation of auto-instrumentations-node. */
export interface GeneralEntry {
  /** Packages, or builtins without `node:`, whose loading calls for it. */
  readonly modules: readonly string[];
  /**
   * Patched while the module loads even before a GenAI library: the patch replaces exports that importers copy. The
   * others change prototypes or the properties of builtins, which also reaches what an app holds already.
   */
  readonly early?: true;
  /** Left out unless OTEL_NODE_ENABLED_INSTRUMENTATIONS names it, as auto-instrumentations-node does with fs and host-metrics. */
  readonly byNameOnly?: true;
  /** Spans only below another span: sockets and files open for many reasons, our own exports among them. */
  readonly needsParent?: true;
}

/** Builtins that are served. */
export const BUILTINS: ReadonlySet<string> = new Set([
  'http',
  'https',
  'net',
  'dns',
  'dns/promises',
  'fs',
  'fs/promises',
]);

/**
 * By short name: the package without `@opentelemetry/instrumentation-`. Left out are openai (ours), and aws-lambda, whose
 * target is named by the Lambda environment. Entries without modules start with the first GenAI library.
 */
export const GENERAL: Readonly<Record<string, GeneralEntry>> = {
  amqplib: { modules: ['amqplib'], early: true },
  'aws-sdk': {
    modules: [
      '@smithy/middleware-stack',
      '@smithy/smithy-client',
      '@smithy/core',
      '@aws-sdk/middleware-stack',
      '@aws-sdk/smithy-client',
    ],
    early: true,
  },
  bunyan: { modules: ['bunyan'], early: true },
  'cassandra-driver': { modules: ['cassandra-driver'] },
  connect: { modules: ['connect'], early: true },
  cucumber: { modules: ['@cucumber/cucumber'], early: true },
  dataloader: { modules: ['dataloader'], early: true },
  dns: { modules: ['dns', 'dns/promises'], needsParent: true },
  express: { modules: ['express'] },
  fs: { modules: ['fs', 'fs/promises'], byNameOnly: true, needsParent: true },
  'generic-pool': { modules: ['generic-pool'], early: true },
  graphql: { modules: ['graphql'], early: true },
  grpc: { modules: ['@grpc/grpc-js'], early: true },
  hapi: { modules: ['@hapi/hapi'], early: true },
  'host-metrics': { modules: [], byNameOnly: true },
  http: { modules: ['http', 'https'] },
  ioredis: { modules: ['ioredis'] },
  kafkajs: { modules: ['kafkajs'] },
  knex: { modules: ['knex'] },
  koa: { modules: ['koa'] },
  'lru-memoizer': { modules: ['lru-memoizer'], early: true },
  memcached: { modules: ['memcached'] },
  mongodb: { modules: ['mongodb'], early: true },
  mongoose: { modules: ['mongoose'] },
  mysql: { modules: ['mysql'], early: true },
  mysql2: { modules: ['mysql2'] },
  'nestjs-core': { modules: ['@nestjs/core'], early: true },
  net: { modules: ['net'], needsParent: true },
  oracledb: { modules: ['oracledb'], early: true },
  pg: { modules: ['pg', 'pg-pool'] },
  pino: { modules: ['pino'], early: true },
  redis: { modules: ['redis', '@redis/client', '@node-redis/client'], early: true },
  restify: { modules: ['restify'], early: true },
  // Express 5 is built on this package: every layer would have two spans.
  router: { modules: ['router'], byNameOnly: true },
  'runtime-node': { modules: [] },
  'socket.io': { modules: ['socket.io'] },
  tedious: { modules: ['tedious'], early: true },
  undici: { modules: [] },
  winston: { modules: ['winston'], early: true },
};
