import type { Sex } from '../../../core/card/card.ts'
import { demoFacilities } from './demo-facilities.ts'
import type { Random } from './random.ts'
import type { Life } from './specimen-history.ts'
import { drawFullName, drawSurname } from './specimen-names.ts'
import type { Specimen } from './specimen-person.ts'

type Draw = { random: Random; year: number; facilityCode: string }

/** One household: who lives together, and who may see whose card. The first person is the head. */
export function drawHousehold(random: Random, today: string): Specimen[] {
  const [facilityCode] = random.pick(demoFacilities)
  const draw = { random, year: Number(today.slice(0, 4)), facilityCode }
  const kind = random.between(1, 100)
  if (kind <= 18) return [drawAdult(draw, random.chance(0.5) ? 'male' : 'female', random.between(19, 45))]
  if (kind <= 38) return drawPensioners(draw, random.chance(0.7))
  const family = drawFamily(draw)
  return kind <= 85 ? family : addGrandparent(draw, family)
}

function drawBirthday({ random, year }: Draw, age: number): string {
  const month = String(random.between(1, 12)).padStart(2, '0')
  return `${year - age - 1}-${month}-${String(random.between(1, 28)).padStart(2, '0')}`
}

function drawAdult(draw: Draw, sex: Sex, age: number, work?: Life['work']): Specimen {
  const { random, facilityCode } = draw
  const born = drawBirthday(draw, age)
  return {
    fullName: drawFullName(random, drawSurname(random), sex, Number(born.slice(0, 4))),
    sex,
    born,
    work: work ?? (random.chance(0.68) ? 'employed' : 'household'),
    facilityCode,
  }
}

function drawPensioners(draw: Draw, couple: boolean): Specimen[] {
  const { random } = draw
  const age = random.between(61, 88)
  const yearOnly = random.chance(0.25)
  const husband = { ...drawAdult(draw, 'male', age, 'retired'), yearOnly }
  if (!couple) return [husband]
  const wife = drawAdult(draw, 'female', Math.max(57, age - random.between(0, 6)), 'retired')
  return [
    { ...husband, relations: [{ to: 1, relation: 'spouse' }] },
    { ...wife, relations: [{ to: 0, relation: 'spouse' }] },
  ]
}

function drawFamily(draw: Draw): Specimen[] {
  const { random, facilityCode } = draw
  const motherAge = random.between(24, 46)
  const father = drawAdult(draw, 'male', motherAge + random.between(-2, 7))
  const mother = drawAdult(draw, 'female', motherAge)
  const [surname = ''] = father.fullName.split(' ')
  const children = Array.from({ length: random.between(0, 3) }, (): Specimen => {
    const sex = random.chance(0.52) ? 'male' : 'female'
    const born = drawBirthday(draw, random.between(0, Math.min(17, motherAge - 20)))
    return {
      fullName: drawFullName(random, surname, sex, Number(born.slice(0, 4))),
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

function addGrandparent(draw: Draw, [father, ...rest]: Specimen[]): Specimen[] {
  if (father === undefined) return []
  const grandmother = drawAdult(draw, 'female', draw.random.between(62, 90), 'retired')
  const relation = { to: rest.length + 1, relation: 'parent' as const }
  return [
    { ...father, relations: [...(father.relations ?? []), relation] },
    ...rest,
    { ...grandmother, yearOnly: true },
  ]
}
