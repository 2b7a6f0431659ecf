/**
 * `npm run sbom`: writes docs/sbom.cdx.json, the software bill of materials (CycloneDX 1.6) of what runs in
 * production, out of package-lock.json. The same lock file gives the same bytes.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import * as v from 'valibot'

const Lock = v.object({
  name: v.string(),
  version: v.string(),
  packages: v.record(
    v.string(),
    v.object({
      version: v.optional(v.string()),
      integrity: v.optional(v.string()),
      license: v.optional(v.string()),
      dev: v.optional(v.boolean()),
    }),
  ),
})

/** The text of the SBOM for the text of a lock file. */
export function describeComponents(lockText: string): string {
  const lock = v.parse(Lock, JSON.parse(lockText))
  const components = new Map<string, object>()
  for (const [path, { version, integrity, license, dev }] of Object.entries(lock.packages)) {
    const name = path.split('node_modules/').at(-1) ?? ''
    if (path === '' || dev === true || version === undefined) continue
    const purl = `pkg:npm/${name.replace('@', '%40')}@${version}`
    const [, algorithm = '', digest = ''] = /^(sha\d+)-(\S+)/.exec(integrity ?? '') ?? []
    components.set(purl, {
      type: 'library',
      'bom-ref': purl,
      name,
      version,
      purl,
      ...(license && { licenses: [{ expression: license }] }),
      ...(digest && {
        hashes: [
          { alg: algorithm.replace('sha', 'SHA-'), content: Buffer.from(digest, 'base64').toString('hex') },
        ],
      }),
    })
  }
  const sorted = [...components].sort(([one], [other]) => (one < other ? -1 : 1))
  const bom = {
    $schema: 'http://cyclonedx.org/schema/bom-1.6.schema.json',
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    version: 1,
    metadata: { component: { type: 'application', name: lock.name, version: lock.version } },
    components: sorted.map(([, component]) => component),
  }
  return `${JSON.stringify(bom, null, 1)}\n`
}

if (import.meta.main) {
  writeFileSync('docs/sbom.cdx.json', describeComponents(readFileSync('package-lock.json', 'utf8')))
}
