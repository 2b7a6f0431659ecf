import type { AppTexts } from './vi.ts'

export const jaApp: AppTexts = {
  'action.back': '戻る',
  'action.cancel': 'やめる',

  'signIn.title': 'ログイン',
  'signIn.lead': 'オンラインのときに一度ログインしてください。その後はオフラインでも保険証が開きます。',
  'signIn.login': '社会保険番号または個人識別番号',
  'signIn.loginHint': '健康保険証または身分証にある10桁または12桁の数字',
  'signIn.loginError': 'もう一度ご確認ください。社会保険番号は10桁、個人識別番号は12桁です。',
  'signIn.password': 'パスワード',
  'signIn.passwordError': 'パスワードを入力してください。',
  'signIn.showPassword': 'パスワードを表示',
  'signIn.submit': 'ログイン',
  'signIn.working': 'ログインしています…',
  'signIn.fetching': 'ログインしました。保険証を取得しています…',
  'signIn.offline':
    'インターネットに接続していません。接続してからログインしてください。入力した内容は残っています。',
  'signIn.forgot': 'パスワードを忘れた場合',
  'signIn.forgotHow':
    'このアプリではまだパスワードを再設定できません。VssIDアプリの「パスワードを忘れた場合」を使うか、コールセンター 1900 9068 にお電話ください。',
  'signIn.noCards': 'ログインしましたが、保険証を取得できませんでした。',
  'signIn.again': 'もう一度保険証を取得',
  'signIn.register': 'アカウントがない場合は登録',
  'signIn.without': 'アカウントなしで保険証を読み取る・入力する',
  'signIn.supplement':
    'このアプリは公式サービス（VssID、VNeID）を補うもので、代わりになるものではありません。',
  'signIn.demo': 'デモ版：ここに出てくる人と保険証はすべて架空です。',

  'error.code': 'コールセンターにお伝えいただくエラーコード：{code}',
  'error.malformed_request':
    'システムがリクエストを処理できませんでした。もう一度試し、続く場合はコールセンターにお伝えください。',
  'error.invalid_fields': '入力に誤りがあります。ご確認ください。',
  'error.body_too_large': '送った内容が大きすぎます。',
  'error.unsupported_media_type':
    'この内容は受け付けられません。アプリを更新してからもう一度お試しください。',
  'error.not_found': '該当する内容が見つかりません。アプリを更新してからもう一度お試しください。',
  'error.method_not_allowed': 'この操作は受け付けられません。アプリを更新してからもう一度お試しください。',
  'error.forbidden_origin':
    'Ví BHYT からのリクエストではないため拒否されました。アプリを開き直してお試しください。',
  'error.too_many_requests': '試行回数が多すぎます。数分待ってからもう一度お試しください。',
  'error.internal':
    'サーバーに問題が起きました。端末の保険証に影響はありません。後でもう一度お試しください。',
  'error.unavailable':
    'サービスを一時的に利用できません。端末の保険証は使えます。後でもう一度お試しください。',
  'error.sign_in_failed': '番号またはパスワードが違います。一文字ずつご確認ください。',
  'error.temporary_password_expired':
    '仮パスワードの期限が切れました。パスワードを再発行するか、社会保険事務所で新しいものを受け取ってください。',
  'error.ticket_expired': 'この手順の期限が切れました。最初からもう一度ログインしてください。',
  'error.phone_missing':
    '認証コードを受け取る電話番号が登録されていません。VNeIDレベル2でログインするか、社会保険事務所の窓口でお手続きください。',
  'error.vneid_not_offered': '現在VNeIDではログインできません。番号とパスワードをお使いください。',
  'error.vneid_unavailable': 'VNeIDが応答しません。後でもう一度試すか、番号とパスワードをお使いください。',
  'error.vneid_cancelled': 'VNeIDで中止されました。もう一度始めるか、番号とパスワードをお使いください。',
  'error.vneid_level_too_low':
    'お使いのVNeIDはレベル1です。公安（警察）の窓口でレベル2にするか、番号とパスワードをお使いください。',
  'error.vneid_no_account': 'VNeIDの個人識別番号のアカウントがありません。先に登録してください。',
  'error.vneid_mismatch':
    'VNeIDの情報がこのアカウントと一致しません。ご本人のVNeIDを使うか、社会保険事務所の窓口でお手続きください。',
  'error.vneid_other_browser':
    '始めたときとは別のブラウザーに戻ったか、時間がたちすぎました。ここでもう一度始めてください。',
  'error.vneid_refused': 'VNeIDの回答を確認できなかったため、使いませんでした。もう一度始めてください。',
  'error.passkey_refused': '指紋または顔を確認できませんでした。もう一度試すか、パスワードをお使いください。',
  'error.passkey_unknown':
    'この指紋または顔は登録されていません。パスワードでログインして、もう一度追加してください。',
  'error.passkey_limit':
    '指紋・顔認証はすでに10台の端末で登録されています。1台削除してから追加してください。',
  'error.session_expired':
    'ログインの期限が切れました。端末の保険証は使えます。更新するにはもう一度ログインしてください。',
  'error.device_removed':
    'この端末は（紛失の届け出、またはアカウントからの削除により）終了されたため、端末内の保険証は消去されました。ご本人の端末であれば、もう一度ログインしてください。',
  'error.device_replaced':
    '別の端末でログインされたため、この端末の保険証は消去されました。ご本人でなければ 1900 9068 にお電話ください。ご本人であれば、ここでもう一度ログインできます。',
  'error.nonce_expired': '時間がかかりすぎたため、期限が切れました。もう一度お試しください。',
  'error.proof_invalid': 'この端末を確認できませんでした。もう一度お試しください。',
  'error.card_unknown': 'この保険証はアカウントに見つかりません。',
  'error.key_unknown': 'この端末を確認できませんでした。もう一度ログインしてください。',
  'error.key_limit': 'この保険証をこの端末に登録できませんでした。もう一度ログインしてください。',
  'error.code_invalid':
    '認証コードが違うか、期限が切れています。メッセージを確かめるか、新しいコードを受け取ってください。',
  'error.challenge_invalid': 'この端末の確認が完了しませんでした。もう一度お試しください。',
  'error.password_weak': 'このパスワードは使えません。別のものをお選びください。',
  'error.password_wrong': '現在のパスワードが違います。もう一度入力してください。',
  'error.signature_invalid': '受信したメッセージを確認できないため、拒否されました。',
  'error.phone_in_use':
    'この電話番号は別の社会保険番号で使われています。別の番号を使うか、社会保険事務所の窓口でお手続きください。',
  'error.account_exists':
    'すでにアカウントがあります。ログインするか、忘れた場合はパスワードを再設定してください。',
  'error.phone_proof_invalid':
    '電話番号をもう一度確認する必要があります。新しい認証コードを取得してください。',
  'error.number_not_found':
    '見つかりません。氏名、生年月日、身分証番号を確認するか、社会保険事務所にお尋ねください。',
  'error.picture_invalid': 'この写真は使えません。撮り直すか、別の写真を選んでください。',
  'error.declaration_waiting': 'この番号の申請書はすでに送信されています。受付番号は届いたSMSにあります。',
  'error.idempotency_conflict': '先に送った申請書と内容が違います。確認してもう一度送信してください。',
  'error.file_unknown': 'この受付番号の申請はありません。一文字ずつご確認ください。',
  'error.officer_session_expired': 'セッションが終了しました。もう一度ログインしてください。',
  'error.officer_sign_in_failed': 'ユーザー名またはパスワードが正しくありません。',
  'error.officer_password_temporary': '作業の前に最初のパスワードを変更してください。',
  'error.officer_forbidden': '責任者だけができる操作です。',
  'error.already_decided': 'この書類はほかの担当者が処理したところです。もう一度開いてください。',
  'error.document_mismatch': '書類が申請書または登録情報と一致しないか、日付が正しくありません。',
  'error.person_unknown': '登録情報にこの番号の人はいません。',
  'error.account_unknown': 'この人のアカウントはこの機関にありません。',
  'error.officer_proof_needed': 'この操作の前に認証アプリのコードをもう一度入力してください。',
  'error.officer_code_needed': '認証アプリに表示されているコードを入力してください。',
  'error.officer_code_failed':
    'コードが正しくないか、すでに使われています。アプリに新しいコードが表示されてから入力してください。',
  'error.officer_authenticator_needed': '作業の前に認証アプリを設定してください。',
  'error.second_officer_needed':
    '記録しました。この書類は登録データと照合できないため、別の担当者が原本を見て確認する必要があります。',
  'error.other_person':
    'この端末には別の人がログインしています。報告は書いた人がログインするまで保管されます。',
  'error.storage_unavailable':
    'ブラウザーがデータの保存を許可していません。プライベートではない通常のウィンドウでお試しください。',
  'error.storage_timeout':
    'データを開くのに時間がかかりすぎました。アプリを完全に閉じてから開き直してください。',
  'error.storage_full':
    '端末の空きがありません。以前の保険証は残っています。写真やアプリを減らしてもう一度お試しください。',
  'error.storage_damaged':
    '端末のデータを読めません。ログアウトしてからログインし直し、保険証を取得してください。',
  'error.worker_unavailable':
    'オフライン機能の準備ができていません。オンラインのときにこのページを開き直してください。',
  'error.cookies_unavailable':
    'ブラウザーがCookieを保存しないため、ログインを維持できません。設定でCookieを許可するか、別のブラウザーで開いて、もう一度ログインしてください。',
  'error.offline': '接続できません。インターネット接続を確認してもう一度お試しください。',
  'error.timeout': '応答に時間がかかりすぎました。電波が弱いのかもしれません。もう一度お試しください。',
  'error.answer_malformed': '受け取った内容が壊れていたため使いませんでした。後でもう一度お試しください。',
  'error.answer_unverifiable':
    '受け取ったデータを検証できなかったため使いませんでした。以前の保険証はそのままです。',
  'error.answer_outdated': '受け取ったデータは端末のものより古いため使いませんでした。',
  'error.trust_list_unverifiable':
    '社会保険事務所の電子署名を検証できませんでした。以前の保険証はそのままです。',
  'error.snapshot_too_new': '新しい情報を見るにはアプリの更新が必要です。以前の情報はそのままです。',
  'error.unexpected': '予期しない問題が起きました。端末のデータは残っています。もう一度お試しください。',

  'missing.insecure':
    'アドレスが https:// で始まらないため、保険証を保存できず、ログインもできません。https:// のアドレスで開いてください。',
  'missing.keys':
    'このブラウザーでは保険証を守る鍵を作れません。ブラウザーを更新するか、Chrome または Safari で開いてください。',
  'missing.cookies':
    'ブラウザーが Cookie をブロックしているため、ログインできません。設定でこのページの Cookie を許可し、開き直してください。',
  'missing.network-only':
    'このウィンドウでもログインできますが、保険証はオンラインのときしか開けません。オフラインでも開くには、Chrome または Safari の通常のウィンドウを使ってください。',

  'inApp.title': '端末のブラウザーで開いてください',
  'inApp.lead':
    'このページは {app} の中で開かれています。ここでは保険証を保存できず、オフラインでは使えません。',
  'inApp.stepMenu': '画面の隅にある三つの点または共有ボタンをタップします。',
  'inApp.stepIos': '「Safariで開く」を選びます。',
  'inApp.stepAndroid': '「ブラウザーで開く」または「Chromeで開く」を選びます。',
  'inApp.copy': 'アドレスをコピー',
  'inApp.copied': 'コピーしました。SafariまたはChromeに貼り付けてください。',
  'inApp.continue': 'このままここで続ける',

  'ios.title': 'Ví BHYT をホーム画面に追加',
  'ios.lead':
    'ログインの前に行ってください。ホーム画面のウォレットには専用の保存場所があります。Safariだけで開いていると、7日間使わないとiPhoneが保険証を消します。',
  'ios.share': '共有ボタンをタップします。見えないときは、先に三つの点をタップします。',
  'ios.add': '下へ動かして「ホーム画面に追加」を選びます。',
  'ios.confirm': '「追加」をタップし、ホーム画面から Ví BHYT を開きます。',
  'ios.skip': '後で設定して、今ログインする',

  'install.title': 'Ví BHYT をインストール',
  'install.lead': 'ホーム画面からすぐに開け、保険証がより確実に保存されます。',
  'install.action': 'インストール',

  'update.title': '新しいバージョンがあります',
  'update.lead': '数秒で終わります。ログインし直す必要はありません。',
  'update.action': '更新する',
  'update.needed': 'アプリの更新が必要です',
  'update.look': '新しいバージョンを確認',
  'update.looking': '新しいバージョンを確認しています…',
  'update.notYet': '新しいバージョンはまだありません。オンラインのときに、もう一度お試しください。',

  'outbox.title': 'まだ送信していないもの',
  'outbox.registration': 'アカウント登録申請書',
  'outbox.report': '情報の誤りの報告',
  'outbox.sending': '送信中…',
  'outbox.waiting': 'まだ送信していません。オンラインになると自動で送ります。',
  'outbox.look': '見る',
  'outbox.send': '今すぐ送る',
  'outbox.drop': '送らずに破棄',
  'outbox.lost': '未送信のものが{count}件あります。続けると送信されずに破棄されます。',

  'services.title': 'サービス',
  'services.language': '言語',
  'services.cards': 'ウォレットの保険証',
  'services.cardsHint': '読み取りで追加、名前の変更、並べ替え',
  'services.cover': '保険証の給付内容',
  'services.coverHint': '給付率、受診先ごとの給付割合、持ち物',
  'services.extract': '保険証と履歴の印刷',
  'services.extractHint': 'A4 の保険証と履歴、データファイル',
  'services.remind': '保険証のお知らせ',
  'services.remindHint': '有効期限、5年連続、納付期限',
  'services.report': 'データの誤りを報告',
  'services.reportHint': '社会保険事務所が確認して回答します',
  'services.readiness': '端末の準備はできていますか',
  'services.readinessHint': 'オフラインで保険証が開くかを確認',
  'services.offline': 'オフラインで保険証を使う',
  'services.offlineHint': '四つの手順、1分で読めます',
  'services.hotline': 'コールセンター 1900 9068 に電話',
  'services.hotlineHint': 'ベトナム社会保障庁。通話料がかかることがあります',
  'services.accountGroup': 'アカウント',
  'services.account': '個人情報',
  'services.accountHint': '電話、メール、住所、アカウント削除',
  'services.devices': '端末とログイン履歴',
  'services.password': 'パスワードを変更',
  'services.passkeys': '指紋・顔認証',
  'services.signIn': 'ログイン',
  'services.register': 'アカウント登録',
  'services.signOut': 'この端末からログアウト',
  'services.erase': 'この端末のすべてを消す',
  'services.about': 'Ví BHYT は社会保険事務所の公式サービスを補うもので、代わりになるものではありません。',

  'readiness.title': '端末の準備はできていますか',
  'readiness.good': '問題なし',
  'readiness.attention': '確認してください',
  'readiness.allGood': '準備ができています。オフラインでも保険証が開きます。',
  'readiness.some': '保険証は使えます。下の項目をご確認ください。',
  'readiness.barred': 'この端末にはまだ保険証を保存できません。',
  'readiness.installed': '端末にインストール済み',
  'readiness.notInstalled': 'まだホーム画面にありません',
  'readiness.installHow':
    'ブラウザーのメニューから「アプリをインストール」または「ホーム画面に追加」を選んでください。',
  'readiness.installedApart':
    'ホーム画面のウォレットは保存場所が別です。そこから開き、もう一度ログインしてください。',
  'readiness.kept': '端末がデータを保持します',
  'readiness.notKept': '空きがなくなると端末がデータを消すことがあります',
  'readiness.keep': 'データを保持する',
  'readiness.keepRefused':
    'ブラウザーがまだ許可していません。ホーム画面に追加してから、もう一度お試しください。',
  'readiness.worker': 'オフラインで開きます',
  'readiness.workerPrivate':
    'シークレットウィンドウやプライベートウィンドウでは、閉じると端末から保険証が消えます。',
  'readiness.noWorker': 'まだオフラインでは開きません',
  'readiness.noWorkerHow':
    'オンラインのときに、ブラウザーの通常のウィンドウでこのページをもう一度開いてください。',
  'readiness.days': '自動更新QR 残り{days}日',
  'readiness.daysHow': 'オンラインになるたびに、最長30日まで更新されます。',
  'readiness.noCredential': 'まだ自動更新QRがありません',
  'readiness.clockRight': '端末の時計は合っています',
  'readiness.clockWrong': '端末の時計が{time}ずれています',
  'readiness.clockHow':
    '設定で日付と時刻の自動設定をオンにしてください。オフのままだと、病院で自動更新QRを使えないことがあります。',
  'readiness.clockUnknown': '時計はまだ確認されていません',
  'readiness.clockUnknownHow': 'オンラインで更新するときに確認します。',
  'readiness.keys': 'この端末で自動更新QRを作れます',
  'readiness.noKeys': 'この端末では自動更新QRを作れません',
  'readiness.noKeysHow': '保険証QRまたは印刷用QRをお使いください。',
  'readiness.updated': '{ago}に更新',
  'readiness.justUpdated': '更新したばかり',
  'readiness.neverUpdated': 'まだ更新していません',
  'readiness.update': '今すぐ更新',
  'readiness.updating': '更新しています…',
  'readiness.upToDate': '端末の情報は最新です。',
  'readiness.checking': '確認しています…',

  'offline.title': 'オフラインで保険証を使う',
  'offline.lead': '保険証は端末の中にあります。オフラインでも、いつもどおり提示できます。',
  'offline.open': 'いつもどおり Ví BHYT を開きます。一番上の「オフライン」の表示は正常です。',
  'offline.show': 'QRコードをタップして拡大し、身分証または VNeID と一緒に係の人に見せます。',
  'offline.number': '読み取れないときは、保険証の番号を伝えます。医療機関はこの番号で照会します。',
  'offline.law':
    'システムが使えないときも、医療機関は保険証の番号で受け付けなければなりません（政令188/2025/NĐ-CP 第38条）。',
  'offline.paper': '電池切れに備えて「印刷用QR」を印刷し、財布に入れておきます。',
  'offline.renew': '自動更新QRが更新されるように、月に一度はオンラインにしてください。',
}
