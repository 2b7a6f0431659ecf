import { randomBytes } from 'node:crypto'
import sharp from 'sharp'
import {
  type DeclarationReceipt,
  type DeclarationRequest,
  IDEMPOTENCY_HEADER,
  PHONE_PROOF_HEADER,
  type PictureKind,
} from '../../../src/core/api/registration-contract.ts'
import { demoNewcomer } from '../../../src/issuer/demo/people/demo-newcomers.ts'
import { solveChallenge } from '../../../src/ui/browser/solve-challenge.ts'
import { readInbox } from './demo-inbox.ts'
import type { TestIssuer } from './issuer-fixture.ts'
import { noTimer } from './no-timer.ts'

/** A picture that nobody is on: a plain surface with a little noise, so that it is no two times the same. */
export async function makePicture(
  format: 'jpeg' | 'png' | 'webp' = 'jpeg',
): Promise<Uint8Array<ArrayBuffer>> {
  const [width, height] = [640, 480]
  const pixels = randomBytes(width * height * 3)
  const picture = sharp(pixels, { raw: { width, height, channels: 3 } }).blur(4)
  return new Uint8Array(await picture.toFormat(format).toBuffer())
}

/** The one-time code in the newest text message to a phone. */
export async function readSmsCode(test: Pick<TestIssuer, 'request'>, phone: string): Promise<string> {
  const message = (await readInbox(test)).find(
    ({ recipient, body }) => recipient === phone && body.includes('ma xac nhan'),
  )
  return /\d{6}/.exec(message?.body ?? '')?.[0] ?? ''
}

/** What somebody who registers does. */
export function createRegistrationDesk(test: Pick<TestIssuer, 'request' | 'clock'>, address = '192.0.2.1') {
  const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
    test.request(path, { method: 'POST', body, headers, address })

  const desk = {
    solve: () =>
      solveChallenge({
        startTimer: noTimer,
        now: () => test.clock.now,
        fetch: (path, { method }) =>
          test.request(String(path), {
            method,
            address,
          }),
      }),

    sendCode: async (phone: string) =>
      post('/api/registrations/phone-codes', { phone, solution: await desk.solve() }),

    confirm: (phone: string, code: string, number: string) =>
      post('/api/registrations/phone', { phone, code, number }),

    /** A proof for a phone and a number, by way of the code in the message. */
    async provePhone(phone: string, number: string): Promise<string> {
      await desk.sendCode(phone)
      const answer = await desk.confirm(phone, await readSmsCode(test, phone), number)
      return ((await answer.json()) as { phoneProof: string }).phoneProof
    },

    upload: (phoneProof: string, kind: string, body: Uint8Array) =>
      test.request(`/api/registrations/pictures/${kind}`, {
        method: 'PUT',
        body,
        headers: { 'Content-Type': 'image/jpeg', [PHONE_PROOF_HEADER]: phoneProof },
        address,
      }),

    async uploadAll(phoneProof: string): Promise<DeclarationRequest['pictures']> {
      const pictures: Record<PictureKind, string> = { portrait: '', front: '', back: '' }
      for (const kind of ['portrait', 'front', 'back'] as const) {
        const answer = await desk.upload(phoneProof, kind, await makePicture())
        pictures[kind] = ((await answer.json()) as { picture: string }).picture
      }
      return pictures
    },

    /** A complete declaration of the demo's newcomer, with a phone that was confirmed. */
    async prepare(phone: string, changes: Partial<DeclarationRequest> = {}): Promise<DeclarationRequest> {
      const number = changes.number ?? demoNewcomer.bhxhCode
      const phoneProof = await desk.provePhone(phone, number)
      return {
        number,
        fullName: demoNewcomer.fullName,
        dateOfBirth: demoNewcomer.dateOfBirth,
        sex: 'female',
        identity: { kind: 'cccd', number: demoNewcomer.personalId, issuedOn: '2021-05-10' },
        address: 'Số 12 phố Mẫu',
        wardCode: '00070',
        provinceCode: '01',
        phone,
        officeCode: '00191',
        mailDeclaration: false,
        pictures: await desk.uploadAll(phoneProof),
        phoneProof,
        ...changes,
      }
    },

    file: (declaration: unknown, key = randomBytes(16).toString('base64url')) =>
      post('/api/registrations', declaration, { [IDEMPOTENCY_HEADER]: key }),

    async fileNew(phone: string, changes: Partial<DeclarationRequest> = {}) {
      const declaration = await desk.prepare(phone, changes)
      const answer = await desk.file(declaration)
      if (answer.status !== 200) throw new Error(`filing answered ${await answer.text()}`)
      return { declaration, receipt: (await answer.json()) as DeclarationReceipt }
    },

    readStatus: (fileNumber: string) => post('/api/registrations/status', { fileNumber }),
    readForm: (fileNumber: string, phoneProof: string) =>
      post('/api/registrations/declaration', { fileNumber, phoneProof }),
  }
  return desk
}
