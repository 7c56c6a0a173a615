import { z } from 'zod'
import { configurationSchema } from './configuration-schema'

type JsonSchema = z.core.JSONSchema.JSONSchema

/** The form of plumbline.yml as JSON Schema 2020-12, for editors: what may be written, so defaults are not required. */
export function renderConfigurationJsonSchema(): string {
  const { $schema, ...schema } = z.toJSONSchema(configurationSchema, { io: 'input' })
  return `${JSON.stringify({ $schema, title: 'plumbline.yml', ...schema }, null, 2)}\n`
}

/** Keys that may stand below a path, e.g. ['surfaces', 0] → name, paths, …; none where anything may. */
export function listKnownKeys(path: PropertyKey[]): string[] {
  let schema: JsonSchema | undefined = z.toJSONSchema(configurationSchema, { io: 'input' })
  for (const step of path) schema = toChild(schema, step)
  return Object.keys(schema?.properties ?? {})
}

function toChild(schema: JsonSchema | undefined, step: PropertyKey): JsonSchema | undefined {
  if (!schema) return undefined
  if (typeof step === 'number') return Array.isArray(schema.items) ? undefined : toObject(schema.items)
  return toObject(schema.properties?.[String(step)]) ?? toObject(schema.additionalProperties)
}

/** JSON Schema writes "anything" and "nothing" as true and false. */
function toObject(part: JsonSchema | boolean | undefined): JsonSchema | undefined {
  return typeof part === 'object' ? part : undefined
}
