/** Neighbours on a keyboard; the digits go on with 0. */
export const keyboardRows: readonly string[] = ['1234567890', 'qwertyuiop', 'asdfghjkl', 'zxcvbnm']

/**
 * Words that the commonest passwords consist of, without digits at either end, signs and marks: what lists of
 * leaked passwords begin with everywhere, and what people in Vietnam choose (love, family, luck, places, this
 * very service).
 */
export const commonWords: ReadonlySet<string> = new Set(
  `password passw pass passwd passcode admin administrator root user guest test demo login welcome letmein changeme default secret
  iloveyou loveyou lovely love princess sunshine football baseball soccer monkey dragon master shadow superman batman pokemon
  starwars michael jordan charlie computer internet samsung iphone google facebook hello freedom whatever trustno qwerty qwertyui
  qwertyuiop asdf asdfgh asdfghjkl zxcvbnm qaz qazwsx qwe qweasd qweasdzxc asd asdasd zxc abc abcd abcabc aaa xxx
  matkhau matkhaucuatoi matma bimat khongbiet khongcomatkhau khongco khongnho quenmatkhau
  anhyeuem emyeuanh yeuem yeuanh yeuemnhieu anhyeuemnhieulam yeumotnguoi yeu yeumai maimaiyeuem maiyeuem nhoem nhoanh
  thuongem thuonganh vochong voyeu chongyeu anhem anhvaem emvaanh tinhyeu tinhban hanhphuc toiyeuem toilatoi
  conyeu conyeume conyeubame bame bome meyeu meyeucon boyeu giadinh giadinhtoi giadinhlaso cunyeu beyeu bengoan congchua
  hoangtu nguoiyeu nguyen nguyenvan nguyenthi tranthi
  vietnam vietnamvodich toiyeuvietnam hanoi saigon danang haiphong cantho hue nhatrang sinhvien hocsinh
  phatloc locphat phattai tailoc thantai maymanon thanhcong conga concho conmeo meocon gaucon doraemon conan
  lienquan freefire pubg zalo viettel vinaphone mobifone
  baohiem baohiemyte baohiemxahoi bhxh bhyt vssid vneid thebhyt thebaohiem theyte benhvien bacsi dangnhap taikhoan
  mothaiba mothaibabon motngaymoi chaoem xinchao
  qaz2wsx aq12wsx zaq12wsx zaq1xsw q1w2e3r q1w2e3r4t q1w2e3r4t5y q2w3e4r q2w3e4r5t q2w3e4r5t6y qazxsw qazxswedc qazwsxedc
  qaz2wsx3edc qazxsw2 qawsedrf qwaszx qwer adgjmptw a1s2d3f a1b2c3d a2b3c4d woaini drowssap wordpass
  jennifer michelle samantha victoria jonathan danielle nicholas benjamin alexander alexandra kimberly kristina christin
  christian christina christine christopher caroline carolina courtney patricia brittany veronica veronika vladimir svetlana
  virginia valentin valentina mitchell lawrence williams garfield harrison katerina kathleen hamilton cristina angelina angelica
  leonardo savannah elizabeth isabella isabelle margaret matthew anthony fernando charlotte sebastian william robinson stephanie
  jessica chelsea patrick brandon gordon richard rosemary emmanuel heather nathalie maryjane jordan mustang
  corvette maverick mercedes steelers hardcore midnight bigdaddy cocacola marlboro liverpool scorpion slipknot startrek redskins
  dolphins elephant mountain metallic metallica creative december november september godzilla airborne brooklyn platinum darkness
  blink snowball pakistan redwings nintendo guinness minecraft lasvegas babygirl explorer snickers paradise michigan lacrosse
  poohbear einstein spitfire champion westside anderson security stargate simpsons scarface cherokee semperfi scotland marshall
  softball passport franklin infinity kawasaki freeuser wildcats bulldogs swordfish patriots pearljam colorado motorola logitech
  juventus wolverine warcraft peekaboo panthers predator rolltide loverboy chevelle cardinal american electric wolfpack spiderman
  darkside freepass airplane cheyenne billybob pussycat chocolate business stingray serenity greenday firebird blizzard sterling
  hercules tarheels remember basketball zeppelin swimming pavilion engineer bobafett darkstar icecream hellfire fireball rockstar
  defender airforce bluebird presario wrangler precious goldfish thailand longhorn assassin microsoft devildog butterfly lonewolf
  babydoll atlantis montreal shamrock deftones cadillac birthday cavalier goldberg wolfgang aardvark sweetpea manchester renegade
  drpepper buckeyes diamond diamonds enterprise morpheus thuglife napoleon highland chandler consumer sherlock marathon overlord
  trombone barcelona babylon ultimate yankees superfly campbell geronimo concrete portugal sundance pleasure seminole kingkong
  mongoose bluemoon stallion personal morrison super anything dietcoke lollipop werewolf punkrock hongkong blackcat hollywood
  florence clifford immortal columbia infantry eternity waterloo skywalker seinfeld standard squirrel musicman megadeth verbatim
  twilight stardust showtime skittles intrepid sandiego punisher dingdong starcraft mushroom blackdog chargers warriors gangster
  portland penelope stranger halflife playtime kangaroo blackman panasonic beautiful meridian lonestar kittycat goodluck crusader
  hannibal guardian discover california scarlett santiago anastasia vacation ragnarok keyboard penguins rootbeer magnolia socrates
  redalert imperial blueeyes research national colombia freckles director oblivion grateful formula shopping peterpan justdoit
  goodtime thankyou springer software sapphire richmond kingston brucelee thunder plymouth spectrum pineapple labrador commando
  amsterdam webmaster southern thompson aquarius starfish monopoly blackjack lightning chevrolet frontier spartans scooter
  doberman children valhalla terminator oklahoma keystone gateway cowboys atlantic maryland kentucky porsche hurricane flamingo
  truelove brothers military warhammer universe sentinel kamikaze handsome designer australia superstar lifetime apollo`.split(
    /\s+/,
  ),
)

/** Digits that are chosen for their sound or sense: luck (68, 79, 39), a hotline, a row on the keypad. */
export const commonNumbers: ReadonlySet<string> = new Set(
  `147258369 159753456 15975346 14789632 147896325 741852963 789456123 123456789 987654321 1234567890 0987654321 123123123
  112233445 11223344 1122334455 12344321 123454321 135792468 19001009 19009068 113114115 11311411 520131414 5201314520
  147852369 31415926 11235813 192837465 1029384756 123698745 5201314 4815162342
  68686868 79797979 39393939 86868686 99998888 88889999 66668888 88886666 66886688 68796879 13145200 10203040 1020304050`.split(
    /\s+/,
  ),
)
