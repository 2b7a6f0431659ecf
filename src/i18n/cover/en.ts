import type { CoverTexts } from './vi.ts'

export const enCover: CoverTexts = {
  'cover.title': 'What the card covers',
  'cover.lead':
    'The wallet explains the card and the law; it never works out a bill. The facility and the social security office decide.',
  'cover.whose': 'Card of',
  'cover.selfDeclared': '{name} (self-declared)',
  'cover.noCards': 'There is no card in the wallet yet. Sign in, or scan a card into it.',
  'cover.addCard': 'Add a card',
  'cover.likely': 'Not yet checked against the original text.',
  'cover.source': 'Source:',

  'cover.onCard': 'What the card says',
  'cover.level': 'Benefit level',
  'cover.level1':
    'Level 1: the fund pays 100% of covered costs, without ratio limits on some medicines, devices and services.',
  'cover.level2':
    'Level 2: the fund pays 100% of covered costs; ratio limits apply to some medicines, devices and services.',
  'cover.level3': 'Level 3: the fund pays 95% of covered costs, the patient 5%.',
  'cover.level4': 'Level 4: the fund pays 80% of covered costs, the patient 20%.',
  'cover.level5':
    'Level 5: the fund pays 100% of the costs, also beyond what is covered (army, police, cipher service).',
  'cover.levelNone': 'This card states no benefit level. See the paper card, VssID or VNeID.',
  'cover.levelExceptions':
    '100% is paid at facilities of the initial level, when one visit costs less than 15% of the reference amount, or when the conditions of five continuous years are met.',
  'cover.lowCost': '15% of the reference amount is {amount}, in force since {date}',
  'cover.levelDigit': 'The level is the digit on the card; it is never concluded from the group.',
  'cover.levelRaised':
    'Since 01/01/2026 this group may be entitled to 100% although the card still says level {level}. Ask the social security office to be sure.',
  'cover.group': 'Participant category',
  'cover.groupUnknown': 'Code {code}: no public explanation yet.',
  'cover.groupNone':
    'The number on this card has no category code: since 2021 cards print the social insurance number only.',
  'cover.groupSeveral': 'Whoever belongs to several categories gets the best of their benefits.',
  'cover.payer1': 'Paid by employer and employee together',
  'cover.payer2': 'Paid by the social security office',
  'cover.payer3': 'Paid by the state budget',
  'cover.payer4': 'Paid in part by the state budget',
  'cover.payer5': 'Paid by the household',
  'cover.province': 'Issued in',
  'cover.provinceOld': 'A code of the 63 former provinces; the number did not change when provinces merged.',
  'cover.facility': 'Registered primary healthcare facility',
  'cover.facilityMeaning':
    'Being treated here, or referred from here, is the right way: the fund pays the whole level of the card. The facility can be changed in the first 15 days of each quarter.',
  'cover.facilityNone': 'This card states no registered facility.',
  'cover.area': 'Area-of-residence code',
  'cover.areaK1': 'K1: ethnic minorities and poor households in disadvantaged areas',
  'cover.areaK2': 'K2: ethnic minorities and poor households in especially disadvantaged areas',
  'cover.areaK3': 'K3: people living in island communes and districts',
  'cover.areaMeaning':
    'With this code, inpatient care at the specialised level is paid at the whole level also without a referral.',
  'cover.areaNone': 'The card states no such code; most people have none.',

  'cover.where': 'How much is paid where',
  'cover.date': 'As of',
  'cover.whereLevel': 'The part of covered costs that the fund pays, at the {percent}% of this card.',
  'cover.whereNoLevel': 'The part that the fund pays, in percent of the level on the card.',
  'cover.tooEarly': 'The wallet has tables from {date} on. Before that the former law applied.',
  'cover.afterChecked': 'The table was checked against the law on {date}. The law may have changed since.',
  'cover.steps': 'The table changes on:',
  'cover.caption': 'What the fund pays, as of {date}',
  'cover.place': 'Where',
  'cover.outpatient': 'Outpatient',
  'cover.inpatient': 'Inpatient',
  'cover.rightWay': 'Right way, or emergency',
  'cover.ownWay': 'On one’s own, without referral',
  'cover.ofLevel': '{share}% of the level',
  'cover.nothing': 'Nothing',
  'cover.anyLevel': 'at any level',
  'cover.since': 'Since {date}',
  'cover.at.emergency': 'Emergency, anywhere',
  'cover.at.registered': 'Registered facility, or referred as prescribed',
  'cover.at.moved': 'Staying elsewhere: basic-level facility at the new place',
  'cover.at.serious': 'Listed rare or serious diseases: basic or specialised level',
  'cover.at.initial': 'Initial level: health station, family medicine, military-civil clinic',
  'cover.at.former-district': 'Basic or specialised level, district rank before 2025',
  'cover.at.basic-low': 'Basic level below 50 points, or ranked provisionally',
  'cover.at.basic-middle': 'Basic level from 50 to below 70 points',
  'cover.at.basic-former-province': 'Basic level, provincial or central rank before 2025',
  'cover.at.specialised-former-province': 'Specialised level, provincial rank before 2025',
  'cover.at.specialised-former-central': 'Other specialised level (central rank before 2025)',
  'cover.rowSources': 'The article behind each row',
  'cover.rank': 'Facilities must display their level and points at the reception. Ask before being treated.',

  'cover.fiveYears': 'Five continuous years',
  'cover.fiveYearsReached':
    'The card says: five years from {date}. On the day you look at they are complete.',
  'cover.fiveYearsAhead':
    'The card says: five years from {date}. On the day you look at they are not complete.',
  'cover.fiveYearsNone': 'This card states no date of five years.',
  'cover.fiveYearsRule':
    '100% is paid when both hold: five continuous years of participation, and co-payments in the year above 6 times the reference amount. Five years alone are not enough.',
  'cover.sixTimes': '6 times the reference amount is {amount}, in force since {date}',
  'cover.fiveYearsCounted':
    'Only co-payments of visits the right way, or treated as such by the law, are counted.',
  'cover.fiveYearsGap': 'A gap of less than 3 months still counts as continuous.',

  'cover.bring': 'What to bring',
  'cover.bringOne': 'One of these:',
  'cover.bringIdentity': 'Identity card, or VNeID level 2 with the health insurance card in it.',
  'cover.bringCard':
    'Electronic (VssID) or paper health insurance card; if it has no picture, an identity paper as well.',
  'cover.bringNumber': 'The health insurance number and an identity paper.',
  'cover.bringChild':
    'Children under 6: the card or the number is enough; without a card, the birth notification.',
  'cover.bringReferral':
    'When referred, the referral form as well (good for 10 working days, for some diseases 1 year); for a follow-up, the appointment slip.',
  'cover.bringEmergency': 'In an emergency go in at once; show the papers before the treatment ends.',
  'cover.bringWallet': 'This wallet does not replace any of these.',

  'cover.failure': 'When the network or an app fails',
  'cover.failureSay': 'Tell the staff the card number:',
  'cover.failureMust':
    'The facility looks the number up. If it cannot, it writes the number down and must receive and treat the patient all the same.',
  'cover.failureTruth': 'Patients answer for what they state.',

  'cover.sources': 'Texts of law',
  'cover.passed': 'passed on {date}',
  'cover.links': 'Opening a text needs a network.',
}
