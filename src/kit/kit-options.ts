import { readFileSync, statSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { err, ok, type Result } from '../core/result.ts'

export const usage = `vi-bhyt-verify: a scanned text in, a verdict as JSON out; stays alive until its input ends.

  node vi-bhyt-verify.mjs [options]             one scanned text a line
  node vi-bhyt-verify.mjs --json [options]      one request a line: {"text": …, "nonce"?: …} or {"ask": "counter-code"|"lists"|"version"}
  node vi-bhyt-verify.mjs --serve [options]     the same requests by POST on 127.0.0.1

  --trust-list FILE      trust list (default: trust-list.cose beside this file)
  --status-list FILE     status list; may be given several times
  --facility CODE        where the desk stands: needed for counter codes and the poster
  --specimens            for a demo: specimens are green, with their note
  --roots FILE           roots of trust as JSON, in place of the built-in ones
  --port N               with --serve (default 18018; 0 takes a free one)
  --token-file FILE      with --serve: the token that requests carry; without it one is made and printed
  --origin URL           with --serve: a page that may ask; may be given several times
  --version`

/** What the command and the service are started with. */
export type KitOptions = {
  readonly mode: 'lines' | 'json' | 'serve' | 'conformance' | 'version' | 'help'
  readonly trustListFile: string
  readonly statusListFiles: readonly string[]
  readonly facility?: string
  readonly rootsFile?: string
  /** For a demo only: specimens are green. */
  readonly takesSpecimens: boolean
  readonly port: number
  readonly tokenFile?: string
  readonly origins: readonly string[]
  /** For the vectors only: requests bring roots, lists and clock of their own. */
  readonly takesVectors: boolean
}

/** Reads the command line; the error is what is wrong with it. */
export function readOptions(args: readonly string[], shippedTrustList: string): Result<KitOptions> {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        'trust-list': { type: 'string' },
        'status-list': { type: 'string', multiple: true },
        facility: { type: 'string' },
        roots: { type: 'string' },
        specimens: { type: 'boolean' },
        port: { type: 'string' },
        'token-file': { type: 'string' },
        origin: { type: 'string', multiple: true },
        json: { type: 'boolean' },
        serve: { type: 'boolean' },
        conformance: { type: 'boolean' },
        version: { type: 'boolean' },
        help: { type: 'boolean' },
      },
    })
    const port = Number(values.port ?? 18_018)
    if (!Number.isInteger(port) || port < 0 || port > 65_535) return err('--port: not a port')
    const { facility, roots, version, help, serve, conformance, json } = values
    const mode = version
      ? 'version'
      : help
        ? 'help'
        : serve
          ? 'serve'
          : conformance
            ? 'conformance'
            : json
              ? 'json'
              : 'lines'
    return ok({
      mode,
      trustListFile: values['trust-list'] ?? shippedTrustList,
      statusListFiles: values['status-list'] ?? [],
      ...(facility !== undefined && { facility }),
      ...(roots !== undefined && { rootsFile: roots }),
      takesSpecimens: values.specimens === true,
      port,
      ...(values['token-file'] !== undefined && { tokenFile: values['token-file'] }),
      origins: values.origin ?? [],
      takesVectors: conformance === true,
    })
  } catch (cause) {
    return err(cause instanceof Error ? cause.message : 'unknown option')
  }
}

/** The list files as bytes, and a word that changes whenever one of them does. */
export function loadListFiles({ trustListFile, statusListFiles }: KitOptions) {
  const read = (path: string) => new Uint8Array(readFileSync(path))
  return { trustList: read(trustListFile), statusLists: statusListFiles.map(read) }
}

/** A word that changes whenever one of the list files is written. */
export function stampListFiles({ trustListFile, statusListFiles }: KitOptions): string {
  return [trustListFile, ...statusListFiles].map(stampFile).join()
}

/** Of a file that cannot be looked at just now there is none: the lists that are held stay. */
function stampFile(path: string): number | undefined {
  try {
    return statSync(path).mtimeMs
  } catch {
    return undefined
  }
}

declare const __ROOT_KEYS__: string

/** Roots from a file, else those that the kit was built with. */
export function readRoots({ rootsFile }: KitOptions): string {
  if (rootsFile === undefined) return __ROOT_KEYS__
  return readFileSync(rootsFile, 'utf8')
}
