import rateLimit from '@fastify/rate-limit'
import { fastify, type FastifyInstance, type FastifyReply, LogController } from 'fastify'
import { BODY_MAX, takeJson } from './guard/body.ts'
import { problemOf, refuseUnreadable, sendProblem } from './guard/failure.ts'
import { answerOrigin, preflight } from './guard/cors.ts'
import { createRateLimits } from './guard/rate.ts'
import { guardApi } from './guard/session.ts'
import { logging, type LogStream } from './log.ts'
import { openApi } from './openapi.ts'
import { Problem } from './problem.ts'
import type { Route } from './route.ts'
import { routesOf } from './routes.ts'
import type { Services } from './services.ts'

/** An answer that took longer is told in the log, however it went. */
const SLOW_MS = 1000

/** Methods that write nothing. */
const SAFE = new Set(['GET', 'HEAD', 'OPTIONS'])

/** No route has a schema of fastify's. */
function noSchemas(): never {
  throw new TypeError('A route of ours is described in the contract, not by a JSON schema.')
}

/** Builds the app. In this order a request passes: log, headers, origin, rate, who asks, body, route. */
export async function buildApp(
  services: Omit<Services, 'limits'>,
  options: { demo: boolean; log?: LogStream | undefined },
): Promise<FastifyInstance> {
  const { config, database } = services
  const app = fastify({
    logger: logging(config.logLevel, options.log),
    // One line a request, written below, instead of two that hold the address with its tokens.
    logController: new LogController({ disableRequestLogging: true }),
    // Every line names its request; a logger for each would cost more than it tells.
    childLoggerFactory: (logger) => logger,
    trustProxy: config.trustProxy,
    bodyLimit: BODY_MAX,
    forceCloseConnections: 'idle',
    // While closing, what still comes in is answered below, in our own words.
    return503OnClosing: false,
    // The token of a signed link is the longest.
    routerOptions: { maxParamLength: 2000 },
    // Zod reads what comes; fastify's own compilers, which it loads unless it is given others, cost megabytes.
    schemaController: { compilersFactory: { buildValidator: noSchemas, buildSerializer: noSchemas } },
    clientErrorHandler: (error, socket) => refuseUnreadable(error, socket, config.url),
    frameworkErrors: (error, request, reply) =>
      void sendProblem(request, reply, problemOf(error, database), config.url),
  })
  await app.register(rateLimit, { global: false, cache: 20_000 })
  const limits = createRateLimits(app, config)
  const routes = routesOf({ ...services, limits }, options.demo)
  let closing = false
  app.addHook('preClose', async () => {
    closing = true
  })

  app.addHook('onResponse', (request, reply, done) => {
    const { id, method, routeOptions, log } = request
    const ms = Math.round(reply.elapsedTime)
    const status = reply.statusCode
    // What went well is told at `debug`: the feedback itself says so, and a line costs a tenth of taking it.
    const level = status >= 500 ? 'error' : status >= 400 || ms > SLOW_MS ? 'info' : 'debug'
    log[level]({ id, method, route: routeOptions.url, status, ms }, 'answered')
    done()
  })
  app.addHook('onRequest', (request, reply, done) => {
    void reply.header('x-content-type-options', 'nosniff')
    if (request.url.startsWith('/v1/')) answerOrigin(request, reply)
    if (closing)
      done(new Problem('store_unavailable', 'The server is stopping. Try again in a moment.', { retryAfter: 2 }))
    else if (request.is404)
      done(new Problem('not_found', 'There is no such address. /openapi.json lists those there are.'))
    else done()
  })
  if (config.rateLimit > 0)
    app.addHook('onRequest', async (request) => {
      if (!SAFE.has(request.method)) await limits.address(request)
    })
  takeJson(app)
  app.options('/v1/*', preflight)
  for (const route of routes)
    app.route({
      method: route.method,
      url: route.url,
      config: { raw: route.takes !== undefined },
      ...(route.bodyMax === undefined ? {} : { bodyLimit: route.bodyMax }),
      ...(route.url.startsWith('/api/') ? { onRequest: guardApi(services, route.role) } : {}),
      handler: (...of) => route.handle(...of),
    })
  // Made when it is first asked for, as it takes longer than the rest of the start.
  let document: string | undefined
  app.get('/openapi.json', (_request, reply) =>
    reply.type('application/json; charset=utf-8').send((document ??= JSON.stringify(openApi(routes, config.url)))),
  )
  if (options.demo) app.get('/demo', (_request, reply) => reply.redirect('/demo/'))
  refuseOtherMethods(app, [...routes, { method: 'GET', url: '/openapi.json' }])

  app.setErrorHandler((error, request, reply) => {
    const problem = problemOf(error, database)
    const asked = routes.find(({ url, method }) => url === request.routeOptions.url && method === request.method)
    if (asked?.failed?.(problem, request, reply)) return reply
    return sendProblem(request, reply, problem, config.url)
  })
  return app
}

/** A known address asked in another way is told so, instead of that it is unknown. */
function refuseOtherMethods(app: FastifyInstance, routes: readonly Pick<Route, 'method' | 'url'>[]): void {
  for (const [url, same] of Map.groupBy(routes, (route) => route.url)) {
    const taken = same.map((route) => route.method)
    const allow = taken.includes('GET') ? [...taken, 'HEAD'] : taken
    const refuse = (_request: unknown, reply: FastifyReply): never => {
      void reply.header('allow', allow.join(', '))
      throw new Problem('method_not_allowed', `This address takes ${allow.join(' and ')}.`)
    }
    app.route({
      method: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'].filter((method) => !taken.includes(method as 'GET')),
      url,
      // Before the body is looked at.
      onRequest: refuse,
      handler: refuse,
    })
  }
}
