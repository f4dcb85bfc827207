import { existsSync, globSync } from 'node:fs'
import { join } from 'node:path'

/** Modules that decide something by what they are given, and whose tests are quick. */
const deciding = [
  'packages/http-signatures/src/{content-digest,jwk,received-signatures,signature-base,verify}.ts',
  'packages/ocm/src/{addresses,invite}.ts',
  'packages/webdav/src/{dav-path,href,http-date,if-conditions,preconditions}.ts',
  'packages/webdav/src/{headers,xml}/*.ts',
  'server/src/accounts/{attempts/attempt,attempts/unwritten-attempts,emails/email,users/locale,users/username}.ts',
  'server/src/federation/{delivery-outcome,trust}.ts',
  'server/src/files/{change,integrity/recent-checks,node-name,versions/version}.ts',
  'server/src/http/{client-address,session-cookie}.ts',
  'server/src/jobs/{breaker,retry-delay}.ts',
  'server/src/mounts/{exact-body,peer-circuit,place-name,resource-error-of}.ts',
  'server/src/platform/blobs/file-body.ts',
  'server/src/platform/config/{nearest,network-kinds,quantity}.ts',
  'server/src/platform/outbound/{guard,ip-address}.ts',
]

/** Modules that do their work together are tested together. */
const alsoTestedBy: Readonly<Record<string, readonly string[]>> = {
  'packages/http-signatures/src/received-signatures.ts': ['packages/http-signatures/src/verify.test.ts'],
  'packages/http-signatures/src/signature-base.ts': ['packages/http-signatures/src/verify.test.ts'],
  'server/src/platform/outbound/ip-address.ts': ['server/src/platform/outbound/guard.test.ts'],
}

/**
 * The modules that mutants are made of, and their tests: the one beside each, and others.
 * @param root - the repository
 * @returns relative to it
 */
export function testedModules(root: string): ReadonlyMap<string, readonly string[]> {
  const modules = globSync(deciding, { cwd: root }).filter((file) => !file.endsWith('.test.ts'))
  return new Map(
    modules
      .map((file) => [file, file.replace(/\.ts$/, '.test.ts')] as const)
      .filter(([, test]) => existsSync(join(root, test)))
      .map(([file, test]) => [file, [test, ...(alsoTestedBy[file] ?? [])]] as const)
      .toSorted(([a], [b]) => (a < b ? -1 : 1)),
  )
}
