import { z } from 'zod'
import { instant, page, toId } from './shared'

const entry = z.object({
  id: z.string(),
  // Whether it can be stored is for storing to say, which names it.
  number: z.int().min(0),
  updatedAt: instant,
  createdAt: instant,
  title: z.string(),
  url: z.string(),
})
const manifestPageSchema = page(entry, toId, true)
export const manifestSchema = z.object({ node: z.object({ pullRequests: manifestPageSchema }) })
const polled = z.object({ id: z.string(), pullRequests: manifestPageSchema }).nullable()
export const pollSchema = z.object({ nodes: z.array(polled.catch(null)) })
export type WireManifestPage = z.infer<typeof manifestPageSchema>
