import { type BadInput, type BadRequest, bad } from './row.ts'

/** Probes ask by address, and know nothing: they are answered whatever they say. */
const answered: readonly BadRequest[] = [
  bad('the host of nobody', { headers: { host: 'elsewhere.example' } }, 200),
  bad('no host', { headers: { host: '' } }, 200),
  bad('a wrong password', { headers: { authorization: 'Basic ~~~~' } }, 200),
]

const refused: readonly BadRequest[] = [...answered]

/** What load balancers and monitors send. */
export const operationsInput: BadInput = {
  'GET /healthz': [
    ...refused,
    bad('a NUL in the query', { target: '/healthz?%00' }, 400),
    bad('more of an address', { target: '/healthz/x' }, 404),
  ],
  'HEAD /healthz': refused,
  'GET /readyz': [...refused, bad('a NUL in the query', { target: '/readyz?%00' }, 400)],
  'HEAD /readyz': refused,
}
