/** The symbol builder of the `qrcode` package, without its renderers; only what is used here. */
declare module 'qrcode/lib/core/qrcode.js' {
  export type Segment = { data: string; mode: 'numeric' | 'alphanumeric' | 'byte' }
  export type Symbol = { modules: { size: number; data: Uint8Array }; version: number }
  export function create(
    segments: readonly Segment[],
    options: { errorCorrectionLevel: 'L' | 'M' | 'Q' | 'H'; maskPattern: number },
  ): Symbol
}
