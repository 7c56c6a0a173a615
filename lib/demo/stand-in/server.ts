import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { z } from 'zod'
import { createFaults, faultRequestSchema } from './faults'
import { answerGraphQl, type StandInState } from './graphql'
import { reply } from './reply'

/** How a request that reaches the stand-in is told apart: its own levers, or GitHub's one address. */
export function createStandInServer(state: StandInState): Server {
  return createServer((request, response) => {
    handle(request, response, state).catch((error: unknown) => {
      // A mistake of the stand-in's own: say it loudly to whoever reads the answer.
      if (!response.headersSent) reply(response, 500, { message: `Stand-in failure: ${String(error)}` })
      else response.destroy()
    })
  })
}

const graphQlSchema = z.object({ query: z.string(), variables: z.record(z.string(), z.unknown()).nullish() })
const clockSchema = z.object({ at: z.iso.datetime({ offset: true }) })

async function handle(request: IncomingMessage, response: ServerResponse, state: StandInState) {
  const body = await readBody(request)
  const route = `${request.method ?? 'GET'} ${request.url?.split('?')[0] ?? '/'}`
  switch (route) {
    case 'POST /graphql':
    case 'POST /api/graphql':
      return answerGraphQl(request, response, graphQlSchema.parse(JSON.parse(body)), state)
    case 'GET /_stand-in/statistics':
      return reply(response, 200, { ...state.statistics, faults: state.faults.struck, asOf: state.asOf })
    case 'POST /_stand-in/reset':
      state.reset()
      return reply(response, 200, {})
    case 'POST /_stand-in/clock':
      state.setClock(new Date(clockSchema.parse(JSON.parse(body)).at))
      return reply(response, 200, { asOf: state.asOf })
    case 'POST /_stand-in/faults': {
      const { faults, seed } = faultRequestSchema.parse(JSON.parse(body))
      state.faults = createFaults(faults, seed)
      return reply(response, 200, { faults: faults.length })
    }
    default:
      return reply(response, 404, { message: 'Not Found', documentation_url: 'https://docs.github.com/rest' })
  }
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks).toString()
}
