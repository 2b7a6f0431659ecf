/**
 * Passwords that people in Vietnam choose, by rule, since no public list has many of them: names, love and
 * family, places, walks on the keyboard, numbers of luck. Small letters without marks, without digits at
 * either end: what is asked for is folded so (core/account/password-rules.ts).
 */

const words = (text: string): readonly string[] => text.trim().split(/\s+/)

const surnames = words(
  `nguyen tran le pham hoang huynh phan vu vo dang bui do ho ngo duong ly dinh trinh mai luong cao chau ta truong`,
)

const middleNames = words(
  `van thi huu duc cong quang minh quoc ngoc thanh thu hong kim bich thuy phuong hoang tuan anh gia bao khanh xuan
  hai dinh the trong viet tien`,
)

const givenNames = words(
  `an anh bao bich binh chau chi chinh cuong cuc dai dan dang dao dat diem diep dinh dong duc dung duong duy giang
  ha hai han hang hanh hao hien hieu hoa hoai hoan hoang hong hop hue hung huong huy huyen khai khang khanh khoa
  khoi khue kien kiet kim lam lan lanh le lien linh loan loc loi long luan ly mai manh minh my nam nga ngan nghia
  ngoc nguyen nguyet nhan nhat nhi nhu nhung oanh phat phi phong phu phuc phung phuong quan quang que quoc quy
  quyen quynh sang sinh son suong tai tam tan thach thai thang thanh thao the thi thien thinh tho thoa thom thu
  thuan thuong thuy thuyen tien tin tinh toan trang tram tri trinh trong truc trung truong tu tuan tung tuyen
  tuyet uyen van viet vinh vu vuong vy xuan yen`,
)

const beforeName = words(
  `yeu anhyeu emyeu toiyeu nho nhoem nhoanh thuong cun be ti bong sieunhan congchua hoangtu con chau me bo bame
  conyeu vo chong vochong anh em chi co chu bac thay`,
)
const afterName = words(
  `yeu yeuem yeuanh dethuong cute xinh xinhdep dep dethw pro vip baby kute ngoc lovely boy girl depzai deptrai
  handsome love forever`,
)

const places = words(
  `hanoi haiphong danang cantho saigon hochiminh thanhphohochiminh tphcm hue thuathienhue nhatrang dalat vungtau
  quangninh halong hagiang caobang backan tuyenquang laocai sapa dienbien laichau sonla yenbai hoabinh thainguyen
  langson bacgiang phutho vinhphuc bacninh haiduong hungyen thaibinh hanam namdinh ninhbinh thanhhoa nghean hatinh
  quangbinh quangtri quangnam hoian quangngai binhdinh quynhon phuyen khanhhoa ninhthuan binhthuan phanthiet kontum
  gialai pleiku daklak buonmathuot daknong lamdong binhphuoc tayninh binhduong dongnai bienhoa bariavungtau longan
  tiengiang mytho bentre travinh vinhlong dongthap angiang longxuyen kiengiang phuquoc haugiang soctrang baclieu
  camau hadong caugiay hoankiem badinh dongda thuduc govap tanbinh binhthanh phunhuan sontay giaothuy`,
)

const beforePlace = words(`toiyeu yeu toi nguoi ilove love quetoi queem que thanhpho tinh gai trai`)

const phrases = words(
  `matkhaumoi matkhaucu matkhaulagi matkhaukho matkhaude matkhaucuaem matkhaucuaanh matkhaucuatui matkhaubaomat doimatkhau
  khongcomatkhau khongcho khongchobiet khongbietdau khongnoi khongaibiet bimatquangia quenroi quenmatroi
  anhyeuemnhieu anhyeuemmai anhyeuemmaimai anhyeuemnhieulam anhmaiyeuem anhnhoem emnhoanh emyeuanhnhieu emyeuanhnhieulam
  yeuemmaimai yeuanhmaimai yeuemsuotdoi yeuminhem yeuthuong yeunhau yeudoi yeucuocsong mottinhyeu tinhyeucuatoi
  tinhdau tinhdautinhcuoi tinhyeulagi loveyouforever iloveyouforever iloveu iloveumore iloveyouverymuch iloveyousomuch
  iloveyoubaby ilovemymom ilovemyfamily ilovevn ilovevietnam ilovehanoi vietnamvodich vietnamquehuongtoi covietnam vietnamtoiyeu
  giadinhhanhphuc giadinhlatatca giadinhyeuthuong giadinhnho hanhphucmaimai hanhphucben hanhphucgiadinh
  conyeubame conyeumenhieu conyeubome conyeuba conyeuco bameyeucon meyeuconnhieu mecon haimecon bacon mevacon
  conlatatca connguoi concuame concuaba contraiyeu congaiyeu contrai congai contraime concungcuame
  bome bameyeu baome ongba ongbaba chaungoan chauyeuba beyeucuame becung beiu bethuong bedethuong
  thanhcongroi quyettam quyettamthanhcong cogang coganglen colen colenniemtin tutin tuyetvoi vuive vuiveyeudoi
  maymanvathanhcong maymannhe phattaiphatloc tientai tienvaonhunuoc tienvao giauco giauto giautoi daigia typhu
  trieuphu tiendaytui lamgiau hocgioi hoctot dodaihoc sinhviennam hocsinhgioi lopmuoihai khongyeu khongyeunua
  chiatay chiatayroi codon codonmotminh buon buonqua buonlam chanqua chandoi doithayem cuocsong cuocdoi cuocsongtuoidep
  motminh minhanh minhem minhoi thoigian thoidai hoahong hoahongden hoasen hoaphuong huongduong hoahuongduong hoamai hoadao
  mattroi matroi bautroi bautroixanh dongbien bienxanh ngoisao ngoisaonho sieusao sieunhan sieuquay
  khongquenem khongquenanh mainhoem mainhoanh maimaimottinhyeu maimaibenem maimaibennhau maimaibanbe bantot banthan banbetot
  anhhung anhhungxadieu thienlongbatbo kiemhiep volamtruyenki volam thieulam thegioi thegioiphang audition lienquanmobile
  dotkich truykich banhmi phobo bunbohue trasua caphe caphesua caphesuada boncon ngokhong tonngokhong
  bongda bongdavn manchester manunited manutd chelsea arsenal liverpool realmadrid barcelona ronaldo messi quanghai
  congphuong thayparkhangseo hoanganhgialai honda hondawave hondafuture airblade yamaha exciter toyota vinfast suzuki
  samsung samsunggalaxy iphonepro oppo xiaomi nokia vietcombank agribank techcombank viettinbank vietinbank mbbank sacombank bidv
  momo zalopay shopee lazada tiki facebook facebookcom gmailcom yahoocom tiktok youtube google
  benhvienbachmai benhvienchoray bachmai choray bacsitoi ytaviet thebaohiemyte baohiemytequocgia baohiemxahoivietnam bhxhvn
  vssidbhxh bhxhvietnam mabhxh sobhxh sothe thecancuoc cancuoccongdan cccd chungminhnhandan hokhau dinhdanh
  xinchaovietnam xinchaocacban chaobuoisang chaoban camon camonem camonanh xinloi xinloiem hensaumai
  taothichthi taokhongbiet taolatao toilaai toikhongbiet toilanguoivietnam toibuon toicodon ladoi
  hoicham hoilamgi dungmo dungmonua dungxem dungdongvao cammo cammovao camvao riengtu riengtoi hoanghon binhminh anhtrang hoamattroi`,
)

/** Rows and columns of a keyboard, and of a keypad. */
const columns = words('1qaz 2wsx 3edc 4rfv 5tgb 6yhn 7ujm 8ik 9ol 0p')
const rows = words('1234567890 qwertyuiop qwertzuiop azertyuiop asdfghjkl zxcvbnm')
const keypad = [words('123 456 789'), words('147 258 369'), words('159 357 456 258 147 369')] as const

const reverse = (text: string): string => [...text].reverse().join('')

/** Walks over neighbouring keys: columns up and down, two rows in turn, pieces of rows. */
function listWalks(): string[] {
  const walks: string[] = []
  for (const line of [columns, columns.map(reverse)])
    for (let from = 0; from < line.length; from++)
      for (let to = from + 2; to <= Math.min(line.length, from + 5); to++) {
        const part = line.slice(from, to)
        walks.push(part.join(''), [...part].reverse().join(''))
        walks.push(part.map((column, index) => (index % 2 === 0 ? column : reverse(column))).join(''))
      }
  for (const row of rows)
    for (let from = 0; from + 6 <= row.length; from++)
      for (let to = from + 6; to <= row.length; to++)
        walks.push(row.slice(from, to), reverse(row.slice(from, to)))
  for (const [first, upper] of rows.entries())
    for (const lower of rows.slice(first + 1))
      for (let from = 0; from < upper.length; from++)
        for (let length = 3; length <= 7; length++) {
          const [above, below] = [upper.slice(from, from + length), lower.slice(from, from + length)]
          if (above.length < length) continue
          walks.push(above + below, below + above, above + reverse(below), below + reverse(above))
          const zigzag = (one: string, other: string) =>
            [...one].map((key, at) => key + (other[at] ?? '')).join('')
          walks.push(zigzag(above, below), zigzag(below, above))
        }
  return walks
}

function listNumbers(): string[] {
  const numbers: string[] = []
  for (const lines of keypad)
    for (const first of lines.flatMap((line) => [line, reverse(line)]))
      for (const second of lines.flatMap((line) => [line, reverse(line)]))
        for (const third of ['', ...lines.flatMap((line) => [line, reverse(line)])])
          numbers.push(first + second + third)
  const luck = words('68 86 79 39 88 99 66 38 78')
  const join = (parts: readonly string[], times: number): string[] =>
    times === 1 ? [...parts] : join(parts, times - 1).flatMap((before) => parts.map((part) => before + part))
  numbers.push(...join(luck, 4), ...join(luck.slice(0, 5), 5))
  // Pairs of the same digit: 00112233, 99887766.
  const pairs = Array.from('0123456789', (digit) => digit + digit)
  for (const step of [1, 9])
    for (let from = 0; from < 10; from++)
      for (const length of [4, 5])
        numbers.push(Array.from({ length }, (_, at) => pairs[(from + at * step) % 10] ?? '').join(''))
  return numbers
}

/** All of them, each once. Those that are too short to be a password stand for what digits make of them. */
export function listVietnamesePasswords(): string[] {
  const both = (befores: readonly string[], afters: readonly string[]) =>
    befores.flatMap((before) => afters.map((after) => before + after))
  const doubled = both(middleNames, givenNames)
  const all = [
    ...givenNames,
    ...doubled,
    ...both(surnames, givenNames),
    ...both(
      surnames.slice(0, 12),
      ['van', 'thi'].flatMap((middle) => givenNames.map((name) => middle + name)),
    ),
    ...both(surnames.slice(0, 4), doubled),
    ...both(beforeName, givenNames),
    ...both(givenNames, afterName),
    ...both(givenNames, givenNames),
    ...places,
    ...both(beforePlace, places),
    ...phrases,
    ...listWalks(),
    ...listNumbers(),
  ]
  return [...new Set(all)]
}
