import type { AppTexts } from './vi.ts'

export const enApp: AppTexts = {
  'action.back': 'Back',
  'action.cancel': 'Cancel',

  'signIn.title': 'Sign in',
  'signIn.lead': 'Sign in once while you have a network. After that the card opens without one.',
  'signIn.login': 'Social insurance number or personal identification number',
  'signIn.loginHint': '10 or 12 digits, printed on the health insurance card or the identity card',
  'signIn.loginDefect':
    'Please check: a social insurance number has 10 digits, a personal identification number has 12.',
  'signIn.password': 'Password',
  'signIn.passwordDefect': 'Please enter the password.',
  'signIn.showPassword': 'Show password',
  'signIn.submit': 'Sign in',
  'signIn.working': 'Signing in…',
  'signIn.fetching': 'Signed in. Fetching the card…',
  'signIn.offline': 'There is no network. Connect, then sign in; what you have typed stays here.',
  'signIn.forgot': 'Forgot your password?',
  'signIn.forgotHow':
    'This wallet cannot reset the password yet. Reset it in the VssID app (Forgot password), or call the hotline 1900 9068.',
  'signIn.noCards': 'You are signed in, but the card could not be fetched.',
  'signIn.again': 'Fetch the card again',
  'signIn.register': 'No account yet? Register',
  'signIn.without': 'Scan or type in a card without an account',
  'signIn.supplement':
    'This wallet supplements the official channels (VssID, VNeID) and does not replace them.',
  'signIn.demo': 'Demonstration: every person and every card here is invented.',

  'error.code': 'Error code for the helpdesk: {code}',
  'error.malformed_request':
    'The server did not understand the request. Try again; if it stays, tell the helpdesk.',
  'error.invalid_fields': 'Something was entered incorrectly. Please check.',
  'error.body_too_large': 'What was sent is too large.',
  'error.unsupported_media_type': 'The system does not accept this. Update the wallet and try again.',
  'error.not_found': 'This could not be found. Update the wallet and try again.',
  'error.method_not_allowed': 'The system does not accept this action. Update the wallet and try again.',
  'error.forbidden_origin':
    'The request did not come from this wallet, so it was refused. Reopen the wallet and try again.',
  'error.too_many_requests': 'That was tried many times. Please wait a few minutes and try again.',
  'error.internal': 'The server has a problem. The card on this device is not affected; try again later.',
  'error.unavailable': 'The server is resting. The card on this device still works; try again later.',
  'error.sign_in_failed': 'The number or the password is not right. Please check every digit.',
  'error.temporary_password_expired':
    'The temporary password has expired. Ask for a new one here or at the social security office.',
  'error.ticket_expired': 'This step took too long and expired. Please sign in again from the start.',
  'error.phone_missing':
    'There is no phone number on record for the code. Sign in with VNeID level 2, or go to the social security office.',
  'error.vneid_not_offered': 'Signing in with VNeID is not available here. Use your number and password.',
  'error.vneid_unavailable': 'VNeID is not answering. Try again later, or use your number and password.',
  'error.vneid_cancelled': 'You stopped at VNeID. Start again, or use your number and password.',
  'error.vneid_level_too_low':
    'Your VNeID account is only level 1. Have it raised to level 2 by the police, or use your number and password.',
  'error.vneid_no_account': 'The personal number in VNeID has no account here. Please register first.',
  'error.vneid_mismatch':
    'What VNeID says does not match this account. Use your own VNeID, or go to the social security office.',
  'error.vneid_other_browser':
    'VNeID came back to another browser than the one you started in, or too late. Start again here.',
  'error.vneid_refused': 'The answer from VNeID could not be confirmed and was not used. Please start again.',
  'error.passkey_refused': 'The fingerprint or face could not be confirmed. Try again, or use your password.',
  'error.passkey_unknown':
    'This fingerprint or face is no longer registered here. Sign in with your password and add it again.',
  'error.passkey_limit':
    'This account already has 10 devices with fingerprint or face. Remove one, then add this one.',
  'error.session_expired':
    'Your session has ended. The card on this device still works; sign in again to update it.',
  'error.device_removed':
    'This device was ended (reported lost, or removed from the account), so the cards on it were deleted. If it is yours, sign in again.',
  'error.device_replaced':
    'The account was signed in on another device, so the cards on this one were deleted. If that was not you, call 1900 9068; if it was, you can sign in here again.',
  'error.nonce_expired': 'The request took too long and expired. Please try again.',
  'error.proof_invalid': 'The server could not confirm the key of this device. Please try again.',
  'error.card_unknown': 'The server does not find this card in your account.',
  'error.key_unknown': 'The server does not know the key of this device. Please sign in again.',
  'error.key_limit': 'This card could not be bound to this device. Please sign in again.',
  'error.code_invalid': 'The code is wrong or has expired. Check the message, or ask for a new code.',
  'error.challenge_invalid': 'The check of this device did not go through. Please try again.',
  'error.password_weak': 'This password cannot be used. Please choose another one.',
  'error.password_wrong': 'The current password is not right. Please type it again.',
  'error.signature_invalid': 'The incoming message could not be authenticated and was refused.',
  'error.phone_in_use':
    'This phone number already serves another social insurance number. Use another number, or go to the social security office.',
  'error.account_exists': 'You have an account already. Sign in, or recover the password if you forgot it.',
  'error.phone_proof_invalid': 'The phone number needs to be confirmed again. Please ask for a new code.',
  'error.number_not_found':
    'Not found. Check the name, the date of birth and the identity card number, or ask the social security office.',
  'error.picture_invalid': 'This picture cannot be used. Take it again or choose another.',
  'error.declaration_waiting':
    'You have sent a declaration for this number already. Its file number is in the text message on your phone.',
  'error.idempotency_conflict':
    'The declaration sent earlier differs from this one. Please review it and send again.',
  'error.file_unknown': 'There is no file with this number. Please check every character.',
  'error.officer_session_expired': 'Your session has ended. Please sign in again.',
  'error.officer_sign_in_failed': 'The user name or password is not right.',
  'error.officer_password_temporary': 'Please change the first password before you begin.',
  'error.officer_forbidden': 'Only supervisors may do this.',
  'error.already_decided': 'Someone else has just decided on this file. Please open it again.',
  'error.document_mismatch':
    'The document does not match the declaration or the registry, or the day is not valid.',
  'error.person_unknown': 'The registry has no person with this number.',
  'error.account_unknown': 'This person has no account at this office.',
  'error.officer_proof_needed': 'The password must be entered again before this.',
  'error.second_officer_needed':
    'Noted. The registry cannot check this document, so another officer must see the original and confirm.',
  'error.other_person':
    'Somebody else is signed in on this device. The report is kept until its writer signs in.',
  'error.storage_unavailable':
    'The browser does not let us keep data. Try a normal window, not a private one.',
  'error.storage_timeout': 'Opening the data took too long. Close the app completely and open it again.',
  'error.storage_full':
    'The device is full. The old card is still there; delete some pictures or apps and try again.',
  'error.storage_damaged':
    'The data on this device cannot be read. Sign out and in again to fetch the card anew.',
  'error.worker_unavailable': 'The offline part is not ready. Open this page again with a network.',
  'error.cookies_unavailable':
    'This browser keeps no cookies, so the sign-in is lost at once. Allow cookies in its settings or use another browser, then sign in again.',
  'error.offline': 'The server cannot be reached. Check the network and try again.',
  'error.timeout': 'The server took too long, perhaps because of a weak signal. Please try again.',
  'error.answer_malformed': 'The answer of the server was damaged and was not used. Try again later.',
  'error.answer_unverifiable':
    'What was received could not be verified and was not used. The old card is intact.',
  'error.answer_outdated': 'What was received is older than what is on this device and was not used.',
  'error.trust_list_unverifiable':
    'The key list of the social security office could not be verified. The old card is intact.',
  'error.snapshot_too_new':
    'The new information needs a newer version of this app. Update the app; what you have stays as it was.',
  'error.unexpected': 'Something unforeseen went wrong. The data on this device is still there; try again.',

  'missing.insecure':
    'This address does not begin with https://, so the device cannot keep a card and nobody can sign in here. Please open it with https://.',
  'missing.keys':
    'This browser cannot make the key that protects the card. Please update it, or use Chrome or Safari.',
  'missing.cookies':
    'The browser blocks cookies, so nobody can sign in here. Please allow cookies for this page in its settings, then open the page again.',
  'missing.network-only':
    'Signing in works in this window, but the card opens only with a network. To open it without one, please use a normal window of Chrome or Safari.',

  'inApp.title': 'Open this in your own browser',
  'inApp.lead':
    'This page is open inside {app}. Here the card cannot be kept and does not work without a network.',
  'inApp.stepMenu': 'Tap the three dots or the share button in the corner of the screen.',
  'inApp.stepIos': 'Choose “Open in Safari”.',
  'inApp.stepAndroid': 'Choose “Open in browser” or “Open in Chrome”.',
  'inApp.copy': 'Copy the address',
  'inApp.copied': 'Copied. Paste it into Safari or Chrome.',
  'inApp.continue': 'Continue here anyway',

  'ios.title': 'Put Ví BHYT on the home screen',
  'ios.lead':
    'Please do this before signing in: the wallet on the home screen has a storage of its own. If it is only opened in Safari, the iPhone deletes the data of a site that is not used for seven days.',
  'ios.share': 'Tap the Share button. If you do not see it, tap the three dots first.',
  'ios.add': 'Scroll down and choose “Add to Home Screen”.',
  'ios.confirm': 'Tap “Add”, then open Ví BHYT from the home screen.',
  'ios.skip': 'Later, sign in now',

  'install.title': 'Install Ví BHYT',
  'install.lead': 'It opens quickly from the home screen, and the device keeps the card more safely.',
  'install.action': 'Install',

  'update.title': 'A new version is ready',
  'update.lead': 'It takes seconds; you stay signed in.',
  'update.action': 'Use the new version',
  'update.needed': 'A newer version is needed',
  'update.look': 'Look for the new version',
  'update.looking': 'Looking for the new version…',
  'update.notYet': 'There is none yet. Try again later, with a network.',

  'outbox.title': 'Not sent yet',
  'outbox.registration': 'Declaration for an account',
  'outbox.report': 'Report of a mistake',
  'outbox.sending': 'Sending…',
  'outbox.waiting': 'Not sent yet; it goes out by itself when there is a network.',
  'outbox.look': 'Look',
  'outbox.send': 'Send now',
  'outbox.drop': 'Discard',
  'outbox.lost': '{count} things wait to be sent. They will be dropped and not sent.',

  'services.title': 'Services',
  'services.language': 'Language',
  'services.cards': 'Cards in the wallet',
  'services.cardsHint': 'Add by scanning, rename, arrange',
  'services.cover': 'What the card covers',
  'services.coverHint': 'Benefit level, how much is paid where, what to bring',
  'services.extract': 'Printable extract',
  'services.extractHint': 'Card and history on A4, data files',
  'services.remind': 'Reminders',
  'services.remindHint': 'Expiry, five years, last day to rejoin',
  'services.report': 'Report a mistake',
  'services.reportHint': 'The office reads it and answers',
  'services.readiness': 'Is this device ready?',
  'services.readinessHint': 'Check that the card opens without a network',
  'services.offline': 'Using the card without a network',
  'services.offlineHint': 'Four steps, one minute to read',
  'services.hotline': 'Call the hotline 1900 9068',
  'services.hotlineHint': 'Vietnam Social Security; charges may apply',
  'services.accountGroup': 'Account',
  'services.account': 'Personal information',
  'services.accountHint': 'Phone, email, address; cancel the account',
  'services.devices': 'Devices and sign-ins',
  'services.password': 'Change password',
  'services.passkeys': 'Fingerprint or face',
  'services.signIn': 'Sign in',
  'services.register': 'Register an account',
  'services.signOut': 'Sign out of this device',
  'services.erase': 'Erase everything on this device',
  'services.about':
    'Ví BHYT supplements the official channels of the social security office and does not replace them.',

  'readiness.title': 'Is this device ready?',
  'readiness.good': 'Fine',
  'readiness.attention': 'Please look',
  'readiness.allGood': 'This device is ready: the card opens without a network.',
  'readiness.some': 'The card works. Please look at the points below.',
  'readiness.barred': 'This device cannot keep the card yet.',
  'readiness.installed': 'Installed on this device',
  'readiness.notInstalled': 'Not on the home screen yet',
  'readiness.installHow': 'Open the browser’s menu and choose “Install app” or “Add to home screen”.',
  'readiness.installedApart':
    'The wallet on the home screen has its own storage: open it there and sign in once more.',
  'readiness.kept': 'The device promises to keep the data',
  'readiness.notKept': 'The device may clear the data when it runs out of room',
  'readiness.keep': 'Ask the device to keep the data',
  'readiness.keepRefused':
    'The browser has not agreed yet. Install the wallet on the home screen, then try again.',
  'readiness.worker': 'Opens without a network',
  'readiness.workerPrivate':
    'In a private or incognito window, closing the window removes the card from this device.',
  'readiness.noWorker': 'Does not open without a network yet',
  'readiness.noWorkerHow': 'Open this page once more with a network, in a normal window of the browser.',
  'readiness.days': 'Days left for the live code: {days}',
  'readiness.daysHow': 'Every time there is a network, it is renewed for up to 30 days.',
  'readiness.noCredential': 'No live code yet',
  'readiness.clockRight': 'The clock of this device is right',
  'readiness.clockWrong': 'The clock of this device is off by {time}',
  'readiness.clockHow':
    'Switch on “Set time automatically” in the settings, or hospitals may not accept the live code.',
  'readiness.clockUnknown': 'The clock has not been compared yet',
  'readiness.clockUnknownHow': 'It is compared when the wallet updates over the network.',
  'readiness.keys': 'This device can make a Live QR',
  'readiness.noKeys': 'This device cannot make a Live QR',
  'readiness.noKeysHow': 'Use the Card QR or the Paper QR.',
  'readiness.updated': 'Updated {ago}',
  'readiness.justUpdated': 'Just updated',
  'readiness.neverUpdated': 'Not updated yet',
  'readiness.update': 'Update now',
  'readiness.updating': 'Updating…',
  'readiness.upToDate': 'What is on this device is up to date.',
  'readiness.checking': 'Checking…',

  'offline.title': 'Using the card without a network',
  'offline.lead': 'The card is on the device itself. Without a network you show it as always.',
  'offline.open': 'Open Ví BHYT as usual. The line “No network” at the top is normal.',
  'offline.show': 'Tap the code to enlarge it and show it to the staff with your identity card or VNeID.',
  'offline.number':
    'If the scanner cannot read it, read out the number on the card. The facility looks it up by this number.',
  'offline.law':
    'When systems fail, the facility must still receive you by the card number (Decree 188/2025/NĐ-CP, article 38).',
  'offline.paper': 'In case the battery runs out, print the “Paper QR” and keep it with your papers.',
  'offline.renew': 'Connect to a network at least once a month so that the live code is renewed.',
}
