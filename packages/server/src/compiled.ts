import * as z from 'zod/mini'

/**
 * The same schema with its objects compiled. zod/mini interprets them, which saves a browser bytes and costs the server
 * as much time as all the rest of taking a feedback; the full zod compiles them, by the class that is used here.
 * Results and issues are the same.
 */
export function compiled<T extends z.ZodMiniType>(schema: T): T {
  return compile(schema) as T
}

function compile(schema: z.core.$ZodType): z.core.$ZodType {
  const { def } = schema._zod
  if (isObject(def)) {
    const shape = Object.fromEntries(Object.entries(def.shape).map(([key, field]) => [key, compile(field)]))
    return new z.core.$ZodObjectJIT({ ...def, shape })
  }
  if (isOptional(def)) return new z.core.$ZodOptional({ ...def, innerType: compile(def.innerType) })
  if (isArray(def)) return new z.core.$ZodArray({ ...def, element: compile(def.element) })
  return schema
}

type Def = z.core.$ZodTypeDef

function isObject(def: Def): def is z.core.$ZodObjectDef {
  return def.type === 'object'
}

function isOptional(def: Def): def is z.core.$ZodOptionalDef {
  return def.type === 'optional'
}

function isArray(def: Def): def is z.core.$ZodArrayDef {
  return def.type === 'array'
}
