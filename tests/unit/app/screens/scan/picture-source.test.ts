import { beforeEach, describe, expect, it, vi } from 'vitest'
import { readPicture } from '../../../../../src/app/screens/scan/picture-source.ts'

/** What the browser was asked to unfold. */
const unfolded = vi.fn(() => Promise.reject(new DOMException('', 'InvalidStateError')))

const bytesOf = (text: string) => Uint8Array.from(text, (letter) => letter.charCodeAt(0))

describe('a picture that was handed in', () => {
  beforeEach(() => {
    unfolded.mockClear()
    vi.stubGlobal('createImageBitmap', unfolded)
    vi.stubGlobal(
      'Image',
      class {
        onerror = () => {}
        set src(_url: string) {
          unfolded().catch(this.onerror)
        }
      },
    )
  })

  it.each([
    [
      'a JPEG with a marker without a length',
      'image/jpeg',
      '\u00ff\u00d8\u00ff\u0001\u00ff\u00e0\u0000\u0002',
    ],
    [
      'a JPEG with something between its segments',
      'image/jpeg',
      '\u00ff\u00d8\u00ff\u00e0\u0000\u0002\u0000\u00ff\u00c0',
    ],
    ['AVIF', 'image/avif', '\0\0\0\u0014ftypavif\0\0\0\0avif'],
    ['BMP', 'image/bmp', 'BM\0\0\0\0\0\0\0\0'],
    ['ICO', 'image/x-icon', '\0\0\u0001\0\u0001\0'],
    ['a picture under the name of a drawing', 'image/svg+xml', 'BM\0\0\0\0\0\0\0\0'],
    ['a drawing in UTF-16', 'image/svg+xml', '<\0s\0v\0g\0/\0>\0'],
    ['a drawing with a picture in it', 'image/svg+xml', '<svg><x:image href="data:"/></svg>'],
    ['a drawing with entities', 'image/svg+xml', '<!DOCTYPE svg [<!ENTITY a "b">]><svg>&a;</svg>'],
    [
      'a drawing that repeats what repeats',
      'image/svg+xml',
      '<svg><g id="a"><use href="#b"/><use href="#b"/></g><use href="#a"/></svg>',
    ],
    ['a drawing in another encoding', 'image/svg+xml', '<?xml version="1.0" encoding="UTF-7"?><svg/>'],
    [
      'a drawing of clippings that are clipped',
      'image/svg+xml',
      `<svg>${'<clipPath id="a"><path clip-path="url(#b)"/><path clip-path="url(#b)"/></clipPath>'.repeat(6)}</svg>`,
    ],
    ['a drawing with marks on its lines', 'image/svg+xml', '<svg><marker id="a"/></svg>'],
    ['a drawing with an effect in its style', 'image/svg+xml', '<svg><g style="filter:blur(9px)"/></svg>'],
    ['a drawing with escapes in its style', 'image/svg+xml', '<svg><g style="f\\69lter:blur(9px)"/></svg>'],
    ['a drawing with a style sheet', 'image/svg+xml', '<svg><style>@keyframes a{}</style></svg>'],
    ['a drawing with dashes', 'image/svg+xml', '<svg><path stroke-dasharray="0.001"/></svg>'],
    [
      'a drawing that repeats something long',
      'image/svg+xml',
      `<svg><path id="a" d="${'M0 0h9'.repeat(2000)}"/>${'<use href="#a"/>'.repeat(2000)}</svg>`,
    ],
    [
      'a drawing that repeats what is a repetition',
      'image/svg+xml',
      '<svg><rect id="a"/><use id="b" href="#a"/><use id="c" href="#b"/></svg>',
    ],
    ['a drawing that is too large', 'image/svg+xml', `<svg>${' '.repeat(1_000_000)}</svg>`],
  ])('is not unfolded where nobody can know its size before: %s', async (_what, type, text) => {
    const file = new Blob([bytesOf(text)], { type })
    expect(await readPicture(file)).toEqual({ ok: false, error: 'notPicture' })
    expect(unfolded).not.toHaveBeenCalled()
  })

  it('is not unfolded where it says that it is too large', async () => {
    const gif = new Blob([bytesOf('GIF89a\u0000\u00ff\u0000\u00ff\0\0\0,\0\0\0\0\u0000\u00ff\u0000\u00ff\0')])
    expect(await readPicture(gif)).toEqual({ ok: false, error: 'tooLarge' })
    expect(unfolded).not.toHaveBeenCalled()
  })

  it.each([
    ['a GIF', 'image/gif', 'GIF89a\u0010\0\u0010\0\0\0\0,\0\0\0\0\u0010\0\u0010\0\0'],
    ['a drawing', 'image/svg+xml', '\u00ef\u00bb\u00bf\n<svg xmlns="http://www.w3.org/2000/svg"/>'],
    ['a drawing that repeats a square', 'image/svg+xml', '<svg><rect id="a"/><use href="#a" x="1"/></svg>'],
    [
      'a drawing that repeats a square of its definitions',
      'image/svg+xml',
      '<?xml version="1.0" encoding="UTF-8"?><svg><defs><rect id="block"/></defs><use xlink:href="#block"/></svg>',
    ],
    [
      'a drawing with the style of a common writer',
      'image/svg+xml',
      '<svg><defs><style>rect{shape-rendering:crispEdges}</style></defs><rect/></svg>',
    ],
    [
      'a drawing with clipped colours and no dashes',
      'image/svg+xml',
      '<svg><clipPath id="clip-path-0"><rect/></clipPath><rect clip-path="url(#clip-path-0)" style="stroke-dasharray:none"/></svg>',
    ],
    ['a drawing in groups', 'image/svg+xml', '<svg><!DOCTYPE svg><g><g><rect/></g></g></svg>'],
  ])('is tried otherwise: %s', async (_what, type, text) => {
    await readPicture(new Blob([bytesOf(text)], { type }))
    expect(unfolded).toHaveBeenCalled()
  })
})
