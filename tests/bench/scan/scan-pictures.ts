import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import sharp from 'sharp'
import { type LumaFrame, lumaFromRgba } from '../../../src/scanner/decode/frame.ts'
import { makeName } from '../../support/qr-frames/card-texts.ts'
import { makeModules } from '../../support/qr-frames/render-frame.ts'
import { SeededRandom } from '../../support/qr-frames/seeded-random.ts'

const PHOTOGRAPHS = fileURLToPath(new URL('../../../../shared/qr/pictures/zxing', import.meta.url))
const QUIET = 4

/** Photographs and the text of their codes; none where the pictures are not at hand. */
export async function loadPhotographs(every: number): Promise<(LumaFrame & { readonly text: string })[]> {
  if (!existsSync(PHOTOGRAPHS)) return []
  const photographs: (LumaFrame & { readonly text: string })[] = []
  const files = readdirSync(PHOTOGRAPHS, { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('.png'),
  )
  for (const [at, file] of files.sort().entries()) {
    if (at % every !== 0) continue
    const path = join(PHOTOGRAPHS, file)
    const picture = sharp(path).toColourspace('srgb').ensureAlpha().raw()
    const { data, info } = await picture.toBuffer({ resolveWithObject: true })
    const text = readFileSync(path.replace(/png$/, 'txt'), 'utf8')
    photographs.push({ ...lumaFromRgba(data, info.width, info.height), text })
  }
  return photographs
}

/** A code without any flaw, axis-aligned, `pixels` a module. */
export function renderCleanCode(text: string, pixels: number): LumaFrame & { readonly text: string } {
  const { size, isDark } = makeModules(text)
  const width = (size + 2 * QUIET) * pixels
  const luma = new Uint8Array(width * width)
  for (let y = 0; y < width; y++) {
    for (let x = 0; x < width; x++) {
      luma[y * width + x] = isDark(Math.floor(x / pixels) - QUIET, Math.floor(y / pixels) - QUIET) ? 20 : 235
    }
  }
  return { luma, width, height: width, text }
}

/** Vietnamese words as cards hold them: names, composed and decomposed, one letter, a long line. */
export function makeVietnamese(index: number): string {
  const random = new SeededRandom(`vietnamese/${index}`)
  const names = Array.from({ length: random.int(1, 8) }, () => makeName(random)).join(', ')
  const letters = 'ăâđêôơưĂÂĐÊÔƠƯáàảãạấầẩẫậắằẳẵặéèẻẽẹếềểễệíìỉĩịóòỏõọốồổỗộớờởỡợúùủũụứừửữựýỳỷỹỵ'
  switch (index % 5) {
    case 0:
      return names.normalize('NFD')
    case 1:
      return random.pick([...letters] as [string, ...string[]])
    default:
      return names
  }
}

/** Pictures without a code that hold what looks like one: stripes, squares, checks, half a code, noise. */
export function renderWithoutCode(index: number): LumaFrame {
  const random = new SeededRandom(`none/${index}`)
  const [width, height] = [480, 360]
  const period = random.int(4, 30)
  const half = renderCleanCode(`made up ${index}`, 4)
  const luma = Uint8Array.from({ length: width * height }, (_, i) => {
    const [x, y] = [i % width, Math.floor(i / width)]
    const kind = index % 5
    if (kind === 0) return 255 * random.next()
    if (kind === 1) return (Math.floor(x / period) + Math.floor(y / period)) % 2 === 0 ? 30 : 220
    if (kind === 2)
      return Math.max(Math.abs(x % 80) - 40, Math.abs(y % 80) - 40) % period < period / 2 ? 40 : 210
    if (kind === 3) return Math.floor(Math.hypot(x - 200, y - 160) / period) % 2 === 0 ? 20 : 230
    return x < half.width / 2 && y < half.height ? (half.luma[y * half.width + x] ?? 200) : 200
  })
  return { luma, width, height }
}
