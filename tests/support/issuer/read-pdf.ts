import { inflateSync } from 'node:zlib'

export type PdfReading = { readonly pages: number; readonly title: string; readonly lines: string[] }

/** The text of a PDF as `pdfkit` writes it, a line for each piece that was set, in order of drawing. */
export function readPdf(pdf: Uint8Array): PdfReading {
  const file = Buffer.from(pdf).toString('latin1')
  if (!file.startsWith('%PDF-') || !file.trimEnd().endsWith('%%EOF')) throw new Error('not a whole PDF')
  const objects = new Map(
    [...file.matchAll(/(?:^|\n)(\d+) 0 obj\n([\s\S]*?)\nendobj/g)].map(([, id = '', body = '']) => [
      id,
      body,
    ]),
  )
  const refer = (body: string, key: string) => new RegExp(`/${key} (\\d+) 0 R`).exec(body)?.[1] ?? ''
  const inflate = (id: string) => {
    const body = objects.get(id) ?? ''
    const data = body.slice(body.indexOf('stream\n') + 7, body.lastIndexOf('\nendstream'))
    return inflateSync(Buffer.from(data, 'latin1')).toString('latin1')
  }
  const pages = [...objects.values()].filter((body) => /\/Type \/Page\b(?!s)/.test(body))
  const lines = pages.flatMap((page) => {
    const resources = objects.get(refer(page, 'Resources')) ?? ''
    const fonts = new Map(
      [...resources.matchAll(/\/(F\d+) (\d+) 0 R/g)].map(([, name = '', id = '']) => [
        name,
        readCharacterMap(inflate(refer(objects.get(id) ?? '', 'ToUnicode'))),
      ]),
    )
    return readLines(inflate(refer(page, 'Contents')), fonts)
  })
  const info = [...objects.values()].find((body) => body.includes('/Creator')) ?? ''
  const title = /^\(([\s\S]*)\)$/.exec(objects.get(refer(info, 'Title')) ?? '')?.[1] ?? ''
  return { pages: pages.length, title: decodeUtf16(Buffer.from(title, 'latin1').subarray(2)), lines }
}

function readCharacterMap(map: string): Map<number, string> {
  const characters = new Map<number, string>()
  for (const [, first = '', targets = ''] of map.matchAll(/<([0-9a-f]{4})> <[0-9a-f]{4}> \[([^\]]*)\]/g)) {
    for (const [index, target] of [...targets.matchAll(/<([0-9a-f ]+)>/g)].entries())
      characters.set(
        Number.parseInt(first, 16) + index,
        decodeUtf16(Buffer.from((target[1] ?? '').replaceAll(' ', ''), 'hex')),
      )
  }
  return characters
}

function readLines(content: string, fonts: ReadonlyMap<string, ReadonlyMap<number, string>>): string[] {
  return [...content.matchAll(/BT\n([\s\S]*?)ET/g)].map(([, block = '']) => {
    const characters = fonts.get(/\/(F\d+) /.exec(block)?.[1] ?? '')
    return [...block.matchAll(/<([0-9a-f]+)>/g)]
      .flatMap(([, glyphs = '']) => glyphs.match(/.{4}/g) ?? [])
      .map((glyph) => characters?.get(Number.parseInt(glyph, 16)) ?? '\ufffd')
      .join('')
  })
}

function decodeUtf16(bytes: Buffer): string {
  return Buffer.from(bytes).swap16().toString('utf16le')
}
