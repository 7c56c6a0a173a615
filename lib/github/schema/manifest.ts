import { z } from 'zod'
import { instant, page } from './shared'

const manifestPageSchema = page(
  z.object({
    id: z.string(),
    number: z.number(),
    updatedAt: instant,
    createdAt: instant,
    title: z.string(),
    url: z.string(),
  }),
)
export const manifestSchema = z.object({ node: z.object({ pullRequests: manifestPageSchema }) })
export const pollSchema = z.object({ nodes: z.array(z.object({ id: z.string(), pullRequests: manifestPageSchema }).nullable()) })
