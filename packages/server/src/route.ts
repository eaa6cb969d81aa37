import type { ProblemCode } from '@earshot/sdk/contract'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type * as z from 'zod/mini'
import type { Problem } from './problem.ts'
import type { Role } from './staff/roles.ts'

/** What a route takes, answers and does. app.ts gives it its method and address; /openapi.json is made from both. */
export interface Endpoint {
  /** What it is for, in one line. */
  summary: string
  query?: z.ZodMiniType
  body?: z.ZodMiniType
  /** The largest body taken, in bytes, where that is not what all others take. */
  bodyMax?: number
  /** Media type of a body that the route reads itself, as a stream. */
  takes?: string
  /** By status: the schema of the JSON answer, another media type, or null for an answer without a body. */
  answers: Readonly<Record<number, z.ZodMiniType | string | null>>
  /** Codes that it may answer with, besides those that any route may. */
  problems?: readonly ProblemCode[]
  /** Least role of who is signed in, or of the API key; absent: anyone. */
  role?: Role
  handle(request: FastifyRequest, reply: FastifyReply): unknown
  /** Tells a person what failed, in place of the JSON for programs. @returns whether it answered */
  failed?: (problem: Problem, request: FastifyRequest, reply: FastifyReply) => boolean
}

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

export interface Route extends Endpoint {
  method: Method
  /** With `:name` for parameters. */
  url: string
}
