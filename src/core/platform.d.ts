/**
 * The part of the Web platform that core uses and that pages, workers and Node have in common. A declaration
 * file is not emitted: projects that build on core see their own globals (DOM, WebWorker, @types/node) under
 * these names.
 */

interface CryptoKey {
  readonly type: 'public' | 'private' | 'secret'
  readonly extractable: boolean
}

interface SubtleCrypto {
  digest(algorithm: string, data: Uint8Array<ArrayBuffer>): Promise<ArrayBuffer>
  importKey(
    format: 'raw',
    data: Uint8Array<ArrayBuffer>,
    algorithm: { name: string; namedCurve: string },
    extractable: boolean,
    usages: ('sign' | 'verify')[],
  ): Promise<CryptoKey>
  sign(
    algorithm: { name: string; hash: string },
    key: CryptoKey,
    data: Uint8Array<ArrayBuffer>,
  ): Promise<ArrayBuffer>
  verify(
    algorithm: { name: string; hash: string },
    key: CryptoKey,
    signature: Uint8Array<ArrayBuffer>,
    data: Uint8Array<ArrayBuffer>,
  ): Promise<boolean>
}

declare const crypto: { readonly subtle: SubtleCrypto }

declare class TextEncoder {
  encode(text: string): Uint8Array<ArrayBuffer>
}

declare class TextDecoder {
  constructor(label: string, options: { fatal: boolean; ignoreBOM: boolean })
  decode(bytes: Uint8Array): string
}

interface ByteReader {
  read(): Promise<{ done: false; value: Uint8Array<ArrayBuffer> } | { done: true; value: undefined }>
  cancel(): Promise<void>
}

interface ByteStream {
  getReader(): ByteReader
  pipeThrough(transform: DecompressionStream): ByteStream
}

declare class DecompressionStream {
  constructor(format: 'deflate')
}

declare class Blob {
  constructor(parts: Uint8Array<ArrayBuffer>[])
  stream(): ByteStream
}

interface AbortSignal {
  readonly aborted: boolean
}

declare class AbortController {
  readonly signal: AbortSignal
  abort(): void
}

interface Response {
  readonly status: number
  readonly ok: boolean
  readonly headers: { get(name: string): string | null }
  readonly body: { getReader(): ByteReader } | null
}
