import type { Sex } from '../../../core/card/card.ts'
import { demoFacilities } from './demo-facilities.ts'
import type { Random } from './random.ts'
import type { Life } from './specimen-history.ts'
import { generateFullName, generateSurname } from './specimen-names.ts'
import type { Specimen } from './specimen-person.ts'

type HouseholdContext = { random: Random; year: number; facilityCode: string }

/** One household: who lives together, and who may see whose card. The first person is the head. */
export function generateHousehold(random: Random, today: string): Specimen[] {
  const [facilityCode] = random.pick(demoFacilities)
  const context = { random, year: Number(today.slice(0, 4)), facilityCode }
  const kind = random.between(1, 100)
  if (kind <= 18)
    return [generateAdult(context, random.chance(0.5) ? 'male' : 'female', random.between(19, 45))]
  if (kind <= 38) return generatePensioners(context, random.chance(0.7))
  const family = generateFamily(context)
  return kind <= 85 ? family : addGrandparent(context, family)
}

function generateBirthday({ random, year }: HouseholdContext, age: number): string {
  const month = String(random.between(1, 12)).padStart(2, '0')
  return `${year - age - 1}-${month}-${String(random.between(1, 28)).padStart(2, '0')}`
}

function generateAdult(context: HouseholdContext, sex: Sex, age: number, work?: Life['work']): Specimen {
  const { random, facilityCode } = context
  const born = generateBirthday(context, age)
  return {
    fullName: generateFullName(random, generateSurname(random), sex, Number(born.slice(0, 4))),
    sex,
    born,
    work: work ?? (random.chance(0.68) ? 'employed' : 'household'),
    facilityCode,
  }
}

function generatePensioners(context: HouseholdContext, couple: boolean): Specimen[] {
  const { random } = context
  const age = random.between(61, 88)
  const yearOnly = random.chance(0.25)
  const husband = { ...generateAdult(context, 'male', age, 'retired'), yearOnly }
  if (!couple) return [husband]
  const wife = generateAdult(context, 'female', Math.max(57, age - random.between(0, 6)), 'retired')
  return [
    { ...husband, relations: [{ to: 1, relation: 'spouse' }] },
    { ...wife, relations: [{ to: 0, relation: 'spouse' }] },
  ]
}

function generateFamily(context: HouseholdContext): Specimen[] {
  const { random, facilityCode } = context
  const motherAge = random.between(24, 46)
  const father = generateAdult(context, 'male', motherAge + random.between(-2, 7))
  const mother = generateAdult(context, 'female', motherAge)
  const [surname = ''] = father.fullName.split(' ')
  const children = Array.from({ length: random.between(0, 3) }, (): Specimen => {
    const sex = random.chance(0.52) ? 'male' : 'female'
    const born = generateBirthday(context, random.between(0, Math.min(17, motherAge - 20)))
    return {
      fullName: generateFullName(random, surname, sex, Number(born.slice(0, 4))),
      sex,
      born,
      work: 'child',
      facilityCode,
      parentName: mother.fullName,
    }
  })
  const relations = children.map((_child, index) => ({ to: 2 + index, relation: 'child' as const }))
  return [{ ...father, relations }, { ...mother, relations }, ...children]
}

function addGrandparent(context: HouseholdContext, [father, ...rest]: Specimen[]): Specimen[] {
  if (father === undefined) return []
  const grandmother = generateAdult(context, 'female', context.random.between(62, 90), 'retired')
  const relation = { to: rest.length + 1, relation: 'parent' as const }
  return [
    { ...father, relations: [...(father.relations ?? []), relation] },
    ...rest,
    { ...grandmother, yearOnly: true },
  ]
}
