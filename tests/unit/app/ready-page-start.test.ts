// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest'
import { holdPresses, showLater } from '../../../src/app/ready-page-start.ts'

describe('the ready page, before the app has woken', () => {
  it('puts what its first frame did without where it stands, styles and all', () => {
    document.body.innerHTML =
      '<template class="later"><style>p{}</style></template><main><p>Thẻ</p><template class="later"><p>Lật</p></template></main>' +
      '<template class="later"><nav>Thanh</nav></template><template class="planned"><p>Sau</p></template>'
    showLater()
    expect(document.body.innerHTML).toBe(
      '<style>p{}</style><main><p>Thẻ</p><p>Lật</p></main><nav>Thanh</nav><template class="planned"><p>Sau</p></template>',
    )
  })

  it('presses once more, when the app listens, the last button that was pressed before', () => {
    document.body.innerHTML = '<button id="turn">Lật</button><button id="code"><b>QR</b></button>'
    holdPresses()
    document.querySelector<HTMLElement>('#turn')?.click()
    document.querySelector<HTMLElement>('b')?.click()
    const heard: string[] = []
    document.addEventListener('click', ({ target }) => heard.push((target as Element).id))
    window.releasePress?.()
    window.releasePress?.()
    document.querySelector<HTMLElement>('#turn')?.click()
    window.releasePress?.()
    expect(heard).toEqual(['code', 'turn'])
  })
})
