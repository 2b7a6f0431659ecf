import { rmSync } from 'node:fs'
import { appRoutes } from '../../src/core/api/app-routes.ts'
import { testAlone as base, expect, signIn, test as testHere, waitForWorker } from '../e2e/fixtures.ts'
import { renderPicture } from '../support/browser/camera-clip.ts'
import { startIssuer } from '../support/issuer/issuer-process.ts'
import { copyBuildForOldest, openOldest } from './oldest-browser.ts'

const test = base.extend({
  ownIssuer: async ({ playwright: _ }, use) => {
    const folder = copyBuildForOldest()
    const issuer = await startIssuer({ APP_FOLDER: folder })
    await use(issuer)
    await issuer.dispose()
    rmSync(folder, { recursive: true, force: true })
  },
  context: async ({ context }, use) => {
    await openOldest(context)
    await use(context)
  },
})

/** A way back into the app that only VNeID opens. */
const notVisited = '/dang-nhap/vneid'

test('everything works where nothing is younger than the floor', async ({
  page,
  context,
  ownIssuer,
  expectedErrors,
  mother,
}) => {
  // What the engine's loader says where the policy lets nothing be compiled; and the server is dead in the
  // end.
  expectedErrors.push('refused by the policy', 'ERR_CONNECTION_REFUSED')
  await signIn(page, mother)
  await expect(page.locator('.qr')).toBeVisible()
  await waitForWorker(page)
  for (const route of appRoutes.filter((each) => each !== notVisited)) {
    await test.step(route, async () => {
      await page.goto(route)
      await expect(page.getByRole('main')).toContainText(/\p{L}{3}/u)
      await expect(page.getByText('Đang mở…')).toHaveCount(0)
      await expect(page.getByText('Phần này chưa mở được')).toHaveCount(0)
    })
  }

  await page.goto('/qua-trinh/kham')
  await expect(page.getByRole('main').getByRole('listitem').first()).toBeVisible()
  await page.goto('/qua-trinh/huong')
  await expect(page.getByRole('main').getByRole('listitem').first()).toBeVisible()
  await page.goto('/tien-ich/trich-luc')
  await expect(page.getByRole('table').first()).toBeVisible()

  await page.goto('/quet')
  await page.getByLabel('Chọn ảnh có sẵn').setInputFiles({
    name: 'the.png',
    mimeType: 'image/png',
    buffer: await renderPicture(
      '001099012345||Nguyễn Văn An|01011999|Nam|Số 1, Phố Huế, Hai Bà Trưng, Hà Nội|01012021',
    ),
  })
  await expect(page.getByLabel('Họ và tên')).toHaveValue('Nguyễn Văn An')

  await waitForWorker(page)
  await ownIssuer.kill()
  const cold = await context.newPage()
  await cold.goto('/')
  await expect(cold.locator('.qr')).toBeVisible()
})

testHere('a browser below the floor says so', async ({ browser, issuer }) => {
  const context = await browser.newContext({ baseURL: issuer.url })
  await context.addInitScript(() => Reflect.deleteProperty(Array.prototype, 'findLast'))
  const page = await context.newPage()
  await page.goto('/')
  await expect(page.getByRole('main')).toContainText('Trình duyệt này đã cũ')
  await expect(page.getByRole('main')).toContainText('This browser is too old')
  await context.close()
})

testHere('a browser without modules gets the same sentence', async ({ page, issuer }) => {
  const html = await (await fetch(issuer.url)).text()
  expect(html).toContain('<script nomodule src="/too-old.js"></script>')
  expect(html).toContain('<script data-app')
  await page.route('/', (route) =>
    route.fulfill({
      contentType: 'text/html',
      body: html.replace(/<script data-app[\s\S]*?<\/script>/, '').replace('nomodule', ''),
    }),
  )
  await page.goto('/')
  await expect(page.getByText('Trình duyệt này đã cũ')).toBeVisible()
})
