import { AppError } from '../core/app-error.ts'
import type { Bytes } from '../core/bytes.ts'
import { parseRootKeys } from '../core/credential/root-keys.ts'
import type { RootKey, TrustList } from '../core/credential/trusted-keys.ts'
import type { KeyRole } from '../core/credential/typ.ts'
import { createAccountDetails } from './account-details/account-details.ts'
import { createContactDetails } from './account-details/contact-details.ts'
import { boundHasher } from './accounts/bounded-hasher.ts'
import { createCheckPassword } from './accounts/check-password.ts'
import type { PasswordHasher } from './accounts/password.ts'
import { createPasswordLimits } from './accounts/password-limits.ts'
import { createReauthenticate } from './accounts/reauthenticate.ts'
import { createTellLock } from './accounts/tell-lock.ts'
import { createValidatePassword } from './accounts/validate-password.ts'
import { type AuditedOfficer, createAuditLog } from './audit/audit-log.ts'
import { createBackOffice } from './back-office/back-office.ts'
import { updateBranches } from './branches/branches.ts'
import { createCalls } from './calls/calls.ts'
import { createChallenges } from './challenges/challenges.ts'
import type { BankConfig, IssuerConfig } from './config.ts'
import { createContent } from './content/content.ts'
import { createContentDesk } from './content/content-desk.ts'
import { createContentDrafts } from './content/content-drafts.ts'
import { createContentEdits } from './content/content-edits.ts'
import { createContentKeys } from './content/content-keys.ts'
import { createCredentials } from './credentials/credentials.ts'
import { createPaperCodes } from './credentials/paper-codes.ts'
import { migrateDatabase } from './db/migrate.ts'
import type { Database } from './db/open-database.ts'
import { startOneByOne } from './db/start-one-by-one.ts'
import { createFormThread } from './declaration-form/form-thread.ts'
import { createDependants } from './dependants/dependants.ts'
import { createEmployers, EMPLOYER_SEARCHES } from './employers/employers.ts'
import { createApp } from './http/app.ts'
import { loadAppFiles } from './http/app-files.ts'
import type { Log } from './http/request-log.ts'
import type { IssuerApp } from './http/route-kit.ts'
import { createInbox } from './inbox/inbox.ts'
import type { MessageTransport } from './messaging/message.ts'
import { createOutgoingMessages } from './messaging/outgoing-messages.ts'
import { createSmsGateway } from './messaging/sms-gateway.ts'
import { createSmtpTransport } from './messaging/smtp-transport.ts'
import { type Metrics, noMetrics } from './metrics/metrics.ts'
import { createNoticePlans } from './notices/plan-notices.ts'
import { createOneTimeCodes } from './one-time-codes/one-time-codes.ts'
import { createOneTimeTokens } from './one-time-tokens/one-time-tokens.ts'
import { createPasskeys } from './passkeys/passkeys.ts'
import { createSePayWebhook, createSimpleWebhook } from './payments/bank-webhook.ts'
import { createPaymentDesk } from './payments/payment-desk.ts'
import { createPaymentKeys } from './payments/payment-keys.ts'
import { createPayments } from './payments/payments.ts'
import { importStatement } from './payments/statement.ts'
import { checkPicturePlace, choosePicturePlace } from './pictures/choose-picture-place.ts'
import { createPictureStore } from './pictures/picture-store.ts'
import { createSealedFiles } from './pictures/sealed-files.ts'
import { draftFromFeed, fetchFeed } from './portal-feed/portal-feed.ts'
import { isForThisMachine } from './protected-ways.ts'
import { createPush } from './push/push.ts'
import { createPushMessages } from './push/push-messages.ts'
import { createPushSubscriptions, forgetPushOfDevice } from './push/push-subscriptions.ts'
import { sendWebPush } from './push/web-push.ts'
import { createQuestions } from './questions/questions.ts'
import { createUnansweredQuestions } from './questions/unanswered-questions.ts'
import { createAdmission } from './rate-limits/admission.ts'
import { createRateLimits } from './rate-limits/rate-limits.ts'
import { createInboundSms } from './recovery/inbound-sms.ts'
import { createRecovery } from './recovery/recovery.ts'
import { REQUESTS_OF_ALL } from './recovery/recovery-limits.ts'
import { CODES } from './registration/confirm-phone.ts'
import { LOOK_UPS } from './registration/look-up-number.ts'
import { createRegistration } from './registration/registration.ts'
import { createReports } from './reports/reports.ts'
import { createPublicServices } from './service-desk/public-services.ts'
import { createDevices } from './sessions/devices.ts'
import { createNonces } from './sessions/nonces.ts'
import { createSessions } from './sessions/sessions.ts'
import { createEndLostDevice } from './sign-in/end-lost-device.ts'
import { createSignIn } from './sign-in/sign-in.ts'
import { checkKeyEncryptionKey } from './signer-keys/check-key-encryption-key.ts'
import { toCompressedPoint } from './signer-keys/es256-key.ts'
import { createSignatureThread } from './signer-keys/signature-thread.ts'
import { createSignerKeys, type SignerKey } from './signer-keys/signer-keys.ts'
import { createSnapshots } from './snapshots/snapshots.ts'
import { allocateStatusIndex, RESERVATION, revokeCards, revokeDevice } from './status-lists/status-entries.ts'
import { createStatusLists } from './status-lists/status-lists.ts'
import { createStatusPositions } from './status-lists/status-positions.ts'
import { createTrustLists } from './trust-list/trust-lists.ts'
import { createVneid } from './vneid/vneid.ts'
import { createVneidClient } from './vneid/vneid-client.ts'

export type IssuerParts = {
  readonly config: IssuerConfig
  readonly database: Database
  readonly hasher: PasswordHasher
  readonly log: Log
  /** Absent where nobody reads them. */
  readonly metrics?: Metrics
  /** Told when there may be something for `deliverMessages` in a moment. */
  readonly onMessage?: () => void
  /** Unix seconds. */
  readonly now: () => number
}

export type Issuer = {
  readonly app: IssuerApp
  /** Notices keys and trust lists that other processes have brought. */
  refresh(): Promise<void>
  /** Sends out what stands in inboxes, and hands waiting messages over. */
  deliverMessages(): Promise<void>
  /** Says from now on that it is not ready, and goes on answering. */
  drain(): void
  /** Makes drafts of what is new in the official portal's feed, where one is configured. */
  readPortalFeed(): Promise<void>
  /** Writes which sessions were in use. */
  writeUses(): Promise<void>
  /** Hands waiting pushes over. */
  deliverPushes(): Promise<void>
  /** Removes what has ended long ago. */
  sweep(): Promise<void>
  /** Writes what is gathered and ends its threads; the database is the caller's to close. */
  stop(): Promise<void>
}

/**
 * Wires the slices together on a database, which is migrated first. In a demo it also brings keys, people and
 * accounts.
 */
export async function composeIssuer(parts: IssuerParts): Promise<Issuer> {
  const { config, database, hasher, log, metrics = noMetrics, onMessage, now } = parts
  const demo = config.mode === 'demo' ? await import('./demo/demo.ts') : undefined
  const { roots, keyEncryptionKey } = demo?.demoSecrets ?? readSecrets(config)
  const appFiles = loadAppFiles(config.appFolder, demo ? undefined : roots)
  await migrateDatabase(database, config.mode, now())
  // Before anything is brought in: under another key this is not our database.
  await checkKeyEncryptionKey(database, keyEncryptionKey)
  const place = choosePicturePlace(config)
  const thread = createSignatureThread()
  const trustLists = createTrustLists(database, roots)
  const signerKeys = createSignerKeys(database, keyEncryptionKey, thread, (keyId) =>
    log.warn('signer_key_unopened', { keyId }),
  )
  await startOneByOne(database, async () => {
    await checkPicturePlace(database, place)
    await updateBranches(database, { specimens: config.mode === 'demo' })
    await demo?.prepareDemo({ database, hasher, trustLists, now: now() })
  })

  const audit = createAuditLog(database, keyEncryptionKey)
  const contentKeys = createContentKeys(database, roots)
  const paymentKeys = createPaymentKeys(database, roots)
  const content = createContent(database, {
    keys: contentKeys,
    findSigner: (keyList, at) => signerKeys.find('content', keyList, at).signer,
  })
  const contentDrafts = createContentDrafts(database, { audit })
  const contentEdits = createContentEdits(database)
  await startOneByOne(database, async () =>
    demo?.prepareDemoContent({ drafts: contentDrafts, contentKeys, paymentKeys }, now()),
  )

  // What goes wrong with one keeps no other from being noticed: a dropped key reaches desks all the same.
  const refresh = () =>
    runEach([signerKeys, trustLists, contentKeys, paymentKeys].map((each) => () => each.refresh(now())))
  await refresh()

  /** The signing key of a role; looked for once a second, not for every signature. */
  const findSigner = (role: KeyRole) => {
    let found: { at: number; trustList: TrustList; key: SignerKey } | undefined
    return (at: number) => {
      const { trustList } = trustLists.current(at)
      if (found?.at !== at || found.trustList !== trustList)
        found = { at, trustList, key: signerKeys.find(role, trustList, at) }
      return { issuer: trustList.issuer, specimen: trustList.specimen, signer: found.key.signer }
    }
  }
  const [findCardSigner, findSnapshotSigner, findStatusSigner] = [
    findSigner('card'),
    findSigner('snapshot'),
    findSigner('status'),
  ]

  const inbox = createInbox(database)
  const messages = createOutgoingMessages(database, {
    secret: keyEncryptionKey,
    transports: chooseTransports(config, demo?.demoTransport, now),
    keepsDelivered: demo !== undefined,
    ...(onMessage && { onWritten: onMessage }),
    onOutcome: metrics.noteMessage,
  })
  const subscriptions = createPushSubscriptions(database, keyEncryptionKey)
  const { keys: vapidKeys, subject } = readPushConfig(config) ?? demo?.demoPush ?? noPush
  const pushMessages = createPushMessages(database, {
    subscriptions,
    transport: sendWebPush,
    keys: vapidKeys,
    subject,
    origin: config.origin,
    onOutcome: metrics.notePush,
  })
  const plans = createNoticePlans(database, { push: pushMessages, queueSms: messages.queue })
  const sessions = createSessions(database, {
    onDeviceEnd: async (transaction, deviceId, at) => {
      await revokeDevice(transaction, deviceId, at)
      await forgetPushOfDevice(transaction, deviceId)
    },
    onNewDevice: messages.tellNewDevice,
    onDeviceDisplaced: messages.tellDisplaced,
  })
  const passwords = boundHasher(hasher)
  const tokens = createOneTimeTokens(database)
  const nonces = createNonces(keyEncryptionKey)
  const codes = createOneTimeCodes(database, keyEncryptionKey)
  const challenges = createChallenges(database, keyEncryptionKey, config.challengeWork)
  const limits = createRateLimits(database, keyEncryptionKey)
  const admission = createAdmission(limits, challenges, [
    CODES.all,
    LOOK_UPS.all,
    EMPLOYER_SEARCHES.all,
    REQUESTS_OF_ALL,
  ])
  metrics.watch({
    countHashesWaiting: passwords.countWaiting,
    countStrangersWaiting: admission.countWaiting,
    readPool: database.readPool,
    countMessagesWaiting: () => inTime(messages.countWaiting),
  })
  const forms = createFormThread()
  const pictures = createPictureStore(database, {
    place,
    secret: keyEncryptionKey,
    retention: config.pictureRetention,
  })
  const registration = createRegistration(database, {
    codes,
    messages,
    admission,
    pictures,
    renderForm: (declaration, office) =>
      forms.render(declaration, office, { specimen: config.mode === 'demo' }),
    secret: keyEncryptionKey,
  })
  const employers = createEmployers(database, admission)
  const validatePassword = createValidatePassword(database)
  const reauthenticate = createReauthenticate(database, { hasher: passwords, limits, messages })
  const recovery = createRecovery({
    database,
    admission,
    limits,
    codes,
    messages,
    sessions,
    tokens,
    hasher: passwords,
    validatePassword,
    mailsPassword: config.recoveryMailsPassword,
  })
  const calls = createCalls(database, { audit, limits })
  const unanswered = createUnansweredQuestions(database, admission)
  const inboundSms = createInboundSms({ database, limits, codes, messages })
  await startOneByOne(database, async () =>
    demo?.prepareDemoOffice({ database, hasher, pictures, now: now() }),
  )
  const office = createBackOffice(database, {
    hasher: passwords,
    limits,
    admission,
    audit,
    messages,
    pictures,
    sessions,
    tokens,
    codes,
    secret: keyEncryptionKey,
  })
  const findSnapshotContext = (at: number) => {
    const { issuer, specimen, signer: snapshotSigner } = findSnapshotSigner(at)
    return { issuer, specimen, snapshotSigner }
  }
  const snapshots = createSnapshots(database, findSnapshotContext, metrics.noteSnapshotSigned)
  const bank = config.bank ?? demo?.demoBank
  const publicServices = createPublicServices(database, {
    takesPayments: bank !== undefined,
    sealedFiles: createSealedFiles({ place, secret: keyEncryptionKey }),
    limits,
    secret: keyEncryptionKey,
    findSigner: findSnapshotSigner,
    snapshots,
    audit,
    renderSheet: (sheet, officeName) =>
      forms.renderSheet(sheet, officeName, { specimen: config.mode === 'demo' }),
  })
  const dependants = createDependants({ snapshots, revokeCards })
  const credentials = createCredentials(database, {
    findContext: findCardSigner,
    acceptsNonce: nonces.accepts,
    positions: createStatusPositions(database),
    allocateStatusIndex,
    verify: thread.verify,
    compressKey: toCompressedPoint,
    reservation: RESERVATION,
  })
  const vneid =
    config.vneid &&
    createVneid({
      database,
      tokens,
      client: createVneidClient(config.vneid, (event, fault) => log.warn(event, { fault })),
      claim: config.vneid.claim,
    })
  const composePayment = ({ provider, webhookSecret, ...account }: BankConfig) => {
    const onPaid = publicServices.takePaid
    const payments = createPayments(database, {
      account,
      onPaid,
      findSigner: (at) => {
        const { list: keyList } = paymentKeys.current(at)
        return { keyList, signer: signerKeys.find('payment', keyList, at).signer }
      },
    })
    const secret = webhookSecret.reveal()
    const bankWebhook =
      provider === 'sepay' ? createSePayWebhook(secret) : createSimpleWebhook(provider, secret)
    return {
      payments,
      paymentKeys,
      paymentDesk: createPaymentDesk(database, { audit, onPaid }),
      askAgain: publicServices.askAgain,
      bankWebhook,
      bankAccount: account.account,
      importStatement: (officer: AuditedOfficer, text: string, at: number) =>
        importStatement({ database, payments, bank: provider, audit }, officer, text, at),
    }
  }
  let isDraining = false
  const statusLists = createStatusLists(
    database,
    (at) => findStatusSigner(at).signer,
    metrics.noteStatusListSigned,
  )
  const app = createApp(
    {
      checkPassword: createCheckPassword(database, {
        hasher: passwords,
        limits: createPasswordLimits(database, limits),
        admission,
        tellLock: createTellLock(database, { limits, messages }),
      }),
      signIn: createSignIn({
        database,
        sessions,
        tokens,
        codes,
        limits,
        messages,
        hasher: passwords,
        validatePassword,
      }),
      devices: createDevices(database),
      endLostDevice: createEndLostDevice(database, { sessions, limits, messages }),
      admission,
      vneid,
      passkeys: createPasskeys({ database, tokens, messages }),
      sessions,
      recovery,
      inboundSms,
      smsInboundSecret: config.smsInboundSecret?.reveal() ?? demo?.demoSecrets.smsInboundSecret,
      paperCodes: createPaperCodes({ limits, findContext: findCardSigner }),
      reauthenticate,
      accountDetails: createAccountDetails({
        database,
        messages,
        sessions,
        tokens,
        codes,
        hasher: passwords,
        validatePassword,
        reauthenticate,
      }),
      contactDetails: createContactDetails({ database, limits, codes, messages, reauthenticate }),
      registration,
      employers,
      office,
      nonces,
      snapshots,
      credentials,
      content,
      contentDesk: createContentDesk(database, {
        content,
        drafts: contentDrafts,
        edits: contentEdits,
        limits,
      }),
      reports: createReports(database),
      publicServices,
      questions: createQuestions(database),
      unanswered,
      calls,
      inbox,
      push: createPush(database, {
        keys: vapidKeys,
        allowsLocal: demo !== undefined && isForThisMachine(config),
        subscriptions,
        messages: pushMessages,
        plans,
      }),
      payment: bank && composePayment(bank),
      trustLists,
      statusLists,
      appFiles,
      log,
      metrics,
      now,
      findErrors: async () => {
        if (isDraining) return ['stopping']
        const checks: readonly (readonly [string, () => unknown])[] = [
          ['database', () => database.query.selectFrom('trust_lists').select('sequence').limit(1).execute()],
          // On PostgreSQL over a connection of its own, over which requests ask as well.
          ['database_reads', () => sessions.find('')],
          ['trust_list', () => trustLists.current(now())],
          ['card_key', () => findCardSigner(now())],
          ['snapshot_key', () => findSnapshotSigner(now())],
          ['status_key', () => findStatusSigner(now())],
        ]
        const outcomes = await Promise.allSettled(checks.map(([, check]) => inTime(async () => check())))
        return checks.filter((_check, index) => outcomes[index]?.status === 'rejected').map(([name]) => name)
      },
    },
    {
      ...(config.origin && { origin: config.origin }),
      trustedProxies: config.trustedProxies,
      isDemo: config.mode === 'demo',
      ...(config.operationsSecret && { operationsSecret: config.operationsSecret.reveal() }),
    },
  )
  demo?.registerDemoRoutes(app, { database, messages, snapshots, dependants, now })

  return {
    app,
    refresh,
    drain: () => {
      isDraining = true
    },
    deliverMessages: async () => {
      // A code that waits already does not wait for what is planned now.
      const [{ held }, before] = await Promise.all([plans.run(now()), messages.deliver(now)])
      if (held > 0) log.warn('sms_budget_reached', { people: held })
      const all = [...before, ...(await messages.deliver(now))]
      const troubles = Map.groupBy(all, (each) => `${each.trouble} ${each.channel}`)
      for (const [trouble, { length }] of troubles) log.warn('message_trouble', { trouble, messages: length })
    },
    readPortalFeed: async () => {
      if (config.portalFeed === undefined) return
      const feed = await fetchFeed(config.portalFeed)
      const drafted = feed.ok
        ? await draftFromFeed(feed.value, { database, drafts: contentDrafts }, now())
        : feed
      if (!drafted.ok) log.warn('portal_feed_refused', { why: drafted.error })
    },
    writeUses: () => sessions.writeUses(now()),
    deliverPushes: async () => {
      const troubles = Map.groupBy(await pushMessages.deliver(now), (trouble) => trouble)
      for (const [trouble, { length }] of troubles) log.warn('push_trouble', { trouble, pushes: length })
    },
    sweep: async () => {
      const all = [sessions, messages, codes, challenges, inboundSms, limits, registration.declarations]
      const kept = [
        inbox,
        pictures,
        publicServices.files,
        publicServices.requests,
        office.sessions,
        office.forgetFiles,
        tokens,
        contentDrafts,
        contentEdits,
        calls,
        unanswered,
      ]
      await runEach([...all, ...kept].map((each) => () => each.sweep(now())))
    },
    stop: async () => {
      // A database that is lost keeps nothing from stopping.
      await sessions.writeUses(now()).catch(() => {})
      messages.close()
      await thread.stop()
      await forms.stop()
    },
  }
}

/** Runs one after the other, also where one goes wrong; throws the first error at the end. */
async function runEach(tasks: readonly (() => Promise<void>)[]): Promise<void> {
  const errors: unknown[] = []
  for (const task of tasks) await task().catch((error) => errors.push(error))
  if (errors.length > 0) throw errors[0]
}

/** How long a check of the readiness may take, in milliseconds. */
const CHECK_LIMIT = 2000

/** What a check gives, unless it takes too long. */
async function inTime<T>(check: () => Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new AppError('timeout')), CHECK_LIMIT)
  })
  return Promise.race([check(), late]).finally(() => clearTimeout(timer))
}

/** How messages leave: as configured; in a demo otherwise into its inbox. */
function chooseTransports(
  { smtp, smsGateway }: IssuerConfig,
  demoTransport: MessageTransport | undefined,
  now: () => number,
) {
  const email = smtp ? createSmtpTransport({ ...smtp, url: smtp.url.reveal() }) : demoTransport
  const sms = smsGateway
    ? createSmsGateway({ ...smsGateway, secret: smsGateway.secret.reveal() }, now)
    : demoTransport
  return { ...(email && { email }), ...(sms && { sms }) }
}

/** Without keys there is no push. */
const noPush = { keys: [], subject: '' } as const

function readPushConfig({ push }: IssuerConfig) {
  return push && { keys: push.keys.reveal(), subject: push.subject }
}

function readSecrets(config: IssuerConfig): { roots: readonly RootKey[]; keyEncryptionKey: Bytes } {
  const roots = parseRootKeys(config.rootKeys ?? '')
  if (!roots.ok) throw new Error('ROOT_KEYS cannot be read (see docs/operations.md)')
  if (config.keyEncryptionKey === undefined) throw new Error('KEY_ENCRYPTION_KEY is not set')
  // What the demo root certifies is a specimen; an issuer of real cards must not even serve it.
  if (roots.value.some((root) => root.demo))
    throw new Error('ROOT_KEYS has the root of the demo, which everybody can sign with')
  return { roots: roots.value, keyEncryptionKey: config.keyEncryptionKey.reveal() }
}
