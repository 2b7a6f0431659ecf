import type { AppTexts } from './vi.ts'

export const enApp: AppTexts = {
  'action.back': 'Back',
  'action.cancel': 'Cancel',

  'signIn.title': 'Sign in',
  'signIn.lead': 'Sign in once while you are online. After that the card opens offline too.',
  'signIn.login': 'Social insurance number or personal identification number',
  'signIn.loginHint': '10 or 12 digits, on your health insurance card or identity card',
  'signIn.loginError':
    'Please check: a social insurance number has 10 digits, a personal identification number has 12.',
  'signIn.password': 'Password',
  'signIn.passwordError': 'Please enter the password.',
  'signIn.showPassword': 'Show password',
  'signIn.submit': 'Sign in',
  'signIn.working': 'Signing in…',
  'signIn.fetching': 'Signed in. Getting your card…',
  'signIn.offline': 'You are offline. Connect, then sign in; what you typed is kept.',
  'signIn.forgot': 'Forgot your password?',
  'signIn.forgotHow':
    'This wallet cannot reset the password yet. Reset it in the VssID app (Forgot password), or call the hotline 1900 9068.',
  'signIn.noCards': 'You are signed in, but your card could not be downloaded.',
  'signIn.again': 'Download the card again',
  'signIn.register': 'No account yet? Register',
  'signIn.without': 'Scan or type in a card without an account',
  'signIn.supplement': 'This wallet adds to the official apps (VssID, VNeID). It does not replace them.',
  'signIn.demo': 'Demo: every person and card here is invented.',

  'error.code': 'Error code for the hotline: {code}',
  'error.malformed_request':
    'The system could not read the request. Try again; if this keeps happening, tell the hotline.',
  'error.invalid_fields': 'Something was entered incorrectly. Please check.',
  'error.body_too_large': 'What was sent is too large.',
  'error.unsupported_media_type': 'The system does not accept this. Update the wallet and try again.',
  'error.not_found': 'This could not be found. Update the wallet and try again.',
  'error.method_not_allowed': 'The system does not accept this action. Update the wallet and try again.',
  'error.forbidden_origin':
    'The request did not come from this wallet, so it was refused. Reopen the wallet and try again.',
  'error.too_many_requests': 'Too many attempts. Please wait a few minutes and try again.',
  'error.internal':
    'Something went wrong in the system. Your card on this device is not affected; try again later.',
  'error.unavailable':
    'The service is temporarily unavailable. Your card on this device still works; try again later.',
  'error.sign_in_failed': 'The number or password is incorrect. Please check every character.',
  'error.temporary_password_expired':
    'The temporary password has expired. Reset your password, or ask the social security office for a new one.',
  'error.ticket_expired': 'This step took too long and has expired. Please sign in again.',
  'error.phone_missing':
    'There is no phone number on record for the code. Sign in with VNeID level 2, or go to the social security office.',
  'error.vneid_not_offered': 'Signing in with VNeID is not available here. Use your number and password.',
  'error.vneid_unavailable': 'VNeID is not answering. Try again later, or use your number and password.',
  'error.vneid_cancelled': 'You stopped at VNeID. Start again, or use your number and password.',
  'error.vneid_level_too_low':
    'Your VNeID account is only level 1. Ask the police to upgrade it to level 2, or use your number and password.',
  'error.vneid_no_account': 'The personal number in VNeID has no account here. Please register first.',
  'error.vneid_mismatch':
    'The details in VNeID do not match this account. Use your own VNeID, or go to the social security office.',
  'error.vneid_other_browser':
    'VNeID opened a different browser from the one you started in, or it took too long. Start again here.',
  'error.vneid_refused':
    'The answer from VNeID could not be confirmed, so it was not used. Please sign in again.',
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
  'error.proof_invalid': 'This device could not be confirmed. Please try again.',
  'error.card_unknown': 'This card was not found in your account.',
  'error.key_unknown': 'This device was not recognised. Please sign in again.',
  'error.key_limit': 'This card could not be bound to this device. Please sign in again.',
  'error.code_invalid': 'The code is wrong or has expired. Check the message, or ask for a new code.',
  'error.challenge_invalid': 'The security check did not finish. Please try again.',
  'error.password_weak': 'This password cannot be used. Please choose another one.',
  'error.password_wrong': 'The current password is not right. Please type it again.',
  'error.signature_invalid': 'The incoming message could not be authenticated and was refused.',
  'error.phone_in_use':
    'This phone number already serves another social insurance number. Use another number, or go to the social security office.',
  'error.account_exists': 'You already have an account. Sign in, or reset your password if you forgot it.',
  'error.phone_proof_invalid': 'The phone number needs to be confirmed again. Please ask for a new code.',
  'error.number_not_found':
    'Not found. Check the name, the date of birth and the identity card number, or ask the social security office.',
  'error.picture_invalid': 'This photo cannot be used. Take it again or choose another.',
  'error.declaration_waiting':
    'You have already sent a form for this number. The application number is in the text message on your phone.',
  'error.idempotency_conflict':
    'The form sent earlier differs from this one. Please review it and send again.',
  'error.file_unknown': 'There is no application with this number. Please check every character.',
  'error.officer_session_expired': 'Your session has ended. Please sign in again.',
  'error.officer_sign_in_failed': 'The user name or password is not right.',
  'error.officer_password_temporary': 'Please change the first password before you start work.',
  'error.officer_forbidden': 'Only supervisors may do this.',
  'error.already_decided': 'Someone else has just decided on this file. Please open it again.',
  'error.document_mismatch': 'The document does not match the form or the records, or the date is not valid.',
  'error.person_unknown': 'The registry has no person with this number.',
  'error.account_unknown': 'This person has no account at this office.',
  'error.officer_proof_needed': 'A code from the authenticator app is needed again before this.',
  'error.officer_code_needed': 'Please enter the code from the authenticator app.',
  'error.officer_code_failed':
    'The code is not right or was already used. Wait for the app to show a new one and enter that.',
  'error.officer_authenticator_needed': 'Please set up an authenticator app before you start work.',
  'error.second_officer_needed':
    'Noted. The registry cannot check this document, so another officer must see the original and confirm.',
  'error.other_person':
    'Somebody else is signed in on this device. The report is kept until its writer signs in.',
  'error.storage_unavailable':
    'Your browser does not allow this app to store data. Open it in a normal window, not a private one.',
  'error.storage_timeout': 'Opening the data took too long. Close the app completely and open it again.',
  'error.storage_full':
    'The device is full. The old card is still there; delete some photos or apps and try again.',
  'error.storage_damaged':
    'The data on this device cannot be read. Sign out, then sign in to download the card again.',
  'error.worker_unavailable': 'Offline use is not ready yet. Open this page again while you are online.',
  'error.cookies_unavailable':
    'This browser keeps no cookies, so the sign-in is lost at once. Allow cookies in its settings or use another browser, then sign in again.',
  'error.offline': 'Could not connect. Check your internet connection and try again.',
  'error.timeout': 'This took too long, perhaps because of a weak signal. Please try again.',
  'error.answer_malformed': 'The information received was damaged, so it was not used. Try again later.',
  'error.answer_unverifiable':
    'The information received could not be verified, so it was not used. Your card is unchanged.',
  'error.answer_outdated': 'What was received is older than what is on this device and was not used.',
  'error.trust_list_unverifiable':
    'The signature of the social security office could not be verified. Your card is unchanged.',
  'error.snapshot_too_new':
    'The new information needs a newer version of this app. Update the app; what you have stays as it was.',
  'error.unexpected': 'Something unexpected went wrong. The data on this device is safe; try again.',

  'missing.insecure':
    'This address does not begin with https://, so the device cannot keep a card and nobody can sign in here. Please open it with https://.',
  'missing.keys':
    'This browser cannot make the key that protects the card. Please update it, or use Chrome or Safari.',
  'missing.cookies':
    'The browser blocks cookies, so nobody can sign in here. Please allow cookies for this page in its settings, then open the page again.',
  'missing.network-only':
    'Signing in works in this window, but the card opens only when you are online. To open it offline, please use a normal window of Chrome or Safari.',

  'inApp.title': 'Open this in your phone’s browser',
  'inApp.lead': 'This page is open inside {app}. Here the card cannot be saved and does not work offline.',
  'inApp.stepMenu': 'Tap the three dots or the share button in the corner of the screen.',
  'inApp.stepIos': 'Choose “Open in Safari”.',
  'inApp.stepAndroid': 'Choose “Open in browser” or “Open in Chrome”.',
  'inApp.copy': 'Copy the address',
  'inApp.copied': 'Copied. Paste it into Safari or Chrome.',
  'inApp.continue': 'Continue here anyway',

  'ios.title': 'Put Ví BHYT on the home screen',
  'ios.lead':
    'Do this before you sign in: the wallet on the home screen has its own storage. If you only use it in Safari, the iPhone deletes the card after seven days without use.',
  'ios.share': 'Tap the Share button. If you do not see it, tap the three dots first.',
  'ios.add': 'Scroll down and choose “Add to Home Screen”.',
  'ios.confirm': 'Tap “Add”, then open Ví BHYT from the home screen.',
  'ios.skip': 'Later, sign in now',

  'install.title': 'Install Ví BHYT',
  'install.lead': 'Opens quickly from the home screen, and the card is kept more safely.',
  'install.action': 'Install',

  'update.title': 'A new version is ready',
  'update.lead': 'It takes a few seconds; you stay signed in.',
  'update.action': 'Update',
  'update.needed': 'A newer version is needed',
  'update.look': 'Check for updates',
  'update.looking': 'Looking for the new version…',
  'update.notYet': 'No new version yet. Try again later, when you are online.',

  'outbox.title': 'Not sent yet',
  'outbox.registration': 'Account registration form',
  'outbox.report': 'Error report',
  'outbox.sending': 'Sending…',
  'outbox.waiting': 'Not sent yet; it will be sent automatically when you are online.',
  'outbox.look': 'View',
  'outbox.send': 'Send now',
  'outbox.drop': 'Discard',
  'outbox.lost': '{count} items have not been sent. If you continue, they will be discarded.',

  'services.title': 'Services',
  'services.language': 'Language',
  'services.cards': 'Cards in the wallet',
  'services.cardsHint': 'Add by scanning, rename, arrange',
  'services.cover': 'What the card covers',
  'services.coverHint': 'Benefit level, how much is paid where, what to bring',
  'services.extract': 'Card and history printout',
  'services.extractHint': 'Card and history on A4, data files',
  'services.remind': 'Reminders',
  'services.remindHint': 'Expiry, five years, last day to renew',
  'services.report': 'Report a mistake',
  'services.reportHint': 'The social security office reads it and replies',
  'services.readiness': 'Is this device ready?',
  'services.readinessHint': 'Check that the card opens offline',
  'services.offline': 'Using the card offline',
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
    'Ví BHYT adds to the official services of the social security office. It does not replace them.',

  'readiness.title': 'Is this device ready?',
  'readiness.good': 'OK',
  'readiness.attention': 'Check',
  'readiness.allGood': 'This device is ready: the card opens offline.',
  'readiness.some': 'The card works. Please look at the points below.',
  'readiness.barred': 'This device cannot keep the card yet.',
  'readiness.installed': 'Installed on this device',
  'readiness.notInstalled': 'Not on the home screen yet',
  'readiness.installHow': 'Open the browser’s menu and choose “Install app” or “Add to home screen”.',
  'readiness.installedApart':
    'The wallet on the home screen has its own storage: open it there and sign in once more.',
  'readiness.kept': 'The device will keep the data',
  'readiness.notKept': 'The device may delete the data when it runs out of space',
  'readiness.keep': 'Ask the device to keep the data',
  'readiness.keepRefused':
    'The browser has not agreed yet. Install the wallet on the home screen, then try again.',
  'readiness.worker': 'Opens offline',
  'readiness.workerPrivate':
    'In a private or incognito window, closing the window removes the card from this device.',
  'readiness.noWorker': 'Does not open offline yet',
  'readiness.noWorkerHow': 'Open this page once more while online, in a normal browser window.',
  'readiness.days': 'Live QR: {days} days left',
  'readiness.daysHow': 'Each time you are online, it is renewed for up to 30 days.',
  'readiness.noCredential': 'No live QR yet',
  'readiness.clockRight': 'The clock of this device is right',
  'readiness.clockWrong': 'The clock of this device is off by {time}',
  'readiness.clockHow':
    'Turn on automatic date and time in the settings, or hospitals may not accept the live QR.',
  'readiness.clockUnknown': 'The clock has not been checked yet',
  'readiness.clockUnknownHow': 'It is checked when the wallet updates online.',
  'readiness.keys': 'This device can make a live QR',
  'readiness.noKeys': 'This device cannot make a live QR',
  'readiness.noKeysHow': 'Use the card QR or the paper QR.',
  'readiness.updated': 'Updated {ago}',
  'readiness.justUpdated': 'Just updated',
  'readiness.neverUpdated': 'Not updated yet',
  'readiness.update': 'Update now',
  'readiness.updating': 'Updating…',
  'readiness.upToDate': 'What is on this device is up to date.',
  'readiness.checking': 'Checking…',

  'offline.title': 'Using the card offline',
  'offline.lead':
    'The card is stored on your device, so you can show it as usual without an internet connection.',
  'offline.open': 'Open Ví BHYT as usual. The line “Offline” at the top is normal.',
  'offline.show': 'Tap the code to enlarge it and show it to the staff with your identity card or VNeID.',
  'offline.number':
    'If the scanner cannot read it, read out the number on the card. The facility looks it up by this number.',
  'offline.law':
    'When systems fail, the facility must still receive you by the card number (Decree 188/2025/NĐ-CP, article 38).',
  'offline.paper': 'In case the battery runs out, print the “Paper QR” and keep it with your papers.',
  'offline.renew': 'Go online at least once a month so that the live QR is renewed.',
}
