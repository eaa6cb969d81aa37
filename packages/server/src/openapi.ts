import * as contract from '@earshot/sdk/contract'
import * as z from 'zod/mini'
import type { Route } from './route.ts'

/** Schemas that get a name of their own in the document. */
const NAMED = {
  Complaint: contract.Complaint,
  ComplaintPage: contract.ComplaintPage,
  CustomerComplaint: contract.CustomerComplaint,
  ApiKey: contract.ApiKey,
  Category: contract.Category,
  Customer: contract.Customer,
  Department: contract.Department,
  Feedback: contract.Feedback,
  FeedbackInput: contract.FeedbackInput,
  FeedbackPage: contract.FeedbackPage,
  Member: contract.Member,
  MailTemplate: contract.MailTemplate,
  Moment: contract.Moment,
  OutgoingMail: contract.OutgoingMail,
  Problem: contract.Problem,
  Receipt: contract.Receipt,
  Session: contract.Session,
  SiteSettings: contract.SiteSettings,
  TaskPage: contract.TaskPage,
} satisfies Record<string, z.ZodMiniType>

type Json = Record<string, unknown>

/** The OpenAPI 3.1 description of exactly the routes that are registered. */
export function openApi(routes: readonly Route[], publicUrl: string): Json {
  const paths: Record<string, Json> = {}
  for (const route of routes) {
    const path = route.url.replaceAll(/:(\w+)/g, '{$1}')
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: operation(route) }
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Earshot',
      version: '1',
      description:
        'Errors are `application/problem+json` (RFC 9457) with a stable `code`. Where they name a `rule`, of the problem or of one of its `errors`, it can be told in other languages: /docs/errors lists the rules.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: publicUrl }],
    paths,
    components: {
      schemas: components(),
      securitySchemes: {
        key: { type: 'http', scheme: 'bearer', description: 'An API key, `sk_…`.' },
        session: {
          type: 'apiKey',
          in: 'cookie',
          name: publicUrl.startsWith('https:') ? '__Host-earshot' : 'earshot',
          description: 'Of staff who are signed in; `POST /api/session` sets it.',
        },
      },
    },
  }
}

function operation(route: Route): Json {
  return {
    summary: route.summary,
    parameters: [...pathParameters(route.url), ...queryParameters(route.query)],
    ...(route.takes ? { requestBody: { required: true, content: { [route.takes]: {} } } } : {}),
    ...(route.body ? { requestBody: { required: true, content: content(route.body) } } : {}),
    ...(route.role ? { security: [{ key: [] }, { session: [] }], 'x-role': route.role } : {}),
    responses: { ...responses(route), ...problems(route) },
  }
}

const DESCRIPTIONS: Readonly<Record<string, string>> = { 201: 'Created', 202: 'Accepted', 204: 'Done' }

function responses(route: Route): Json {
  const entries = Object.entries(route.answers).map(([status, answer]) => {
    const description = DESCRIPTIONS[status] ?? 'OK'
    if (answer === null) return [status, { description }]
    const body = typeof answer === 'string' ? { [answer]: {} } : content(answer)
    return [status, { description, content: body }]
  })
  return Object.fromEntries(entries) as Json
}

/** Problems by status, as several codes may share one. */
function problems(route: Route): Json {
  const codes = [...(route.problems ?? []), ...(route.role ? (['unauthorized', 'forbidden'] as const) : [])]
  const byStatus = Map.groupBy(codes, (code) => contract.PROBLEMS[code].status)
  const entries = [...byStatus].map(([status, group]) => [
    String(status),
    {
      description: group.map((code) => `\`${code}\`: ${contract.PROBLEMS[code].title}`).join('; '),
      content: { 'application/problem+json': { schema: reference('Problem') } },
    },
  ])
  return Object.fromEntries(entries) as Json
}

function pathParameters(url: string): Json[] {
  return [...url.matchAll(/:(\w+)/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }))
}

function queryParameters(query: z.ZodMiniType | undefined): Json[] {
  if (!query) return []
  const { properties, required } = schemaOf(query) as { properties: Record<string, Json>; required?: string[] }
  return Object.entries(properties).map(([name, schema]) => ({
    name,
    in: 'query',
    required: required?.includes(name) ?? false,
    schema,
  }))
}

function content(schema: z.ZodMiniType): Json {
  const name = Object.entries(NAMED).find(([, one]) => one === schema)?.[0]
  return { 'application/json': { schema: name === undefined ? schemaOf(schema) : reference(name) } }
}

function reference(name: string): Json {
  return { $ref: `#/components/schemas/${name}` }
}

function schemaOf(schema: z.ZodMiniType): Json {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { unrepresentable: 'any' }) as Json
  return rest
}

function components(): Json {
  const registry = z.registry<{ id: string }>()
  for (const [id, schema] of Object.entries(NAMED)) registry.add(schema, { id })
  const { schemas } = z.toJSONSchema(registry, { unrepresentable: 'any', uri: (id) => `#/components/schemas/${id}` })
  const entries = Object.entries(schemas).map(([name, schema]) => {
    const { $schema: _, $id: __, ...rest } = schema as Json
    return [name, rest]
  })
  return Object.fromEntries(entries) as Json
}
