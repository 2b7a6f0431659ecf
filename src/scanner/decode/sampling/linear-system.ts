/**
 * Weighted least squares with a pull (ridge) of each unknown towards a given value.
 * `add` collects equations `row · unknowns = target`; `solve` gives the unknowns.
 */
export class LeastSquares {
  private readonly size: number
  private readonly matrix: Float64Array
  private readonly targets: Float64Array

  constructor(size: number) {
    this.size = size
    this.matrix = new Float64Array(size * size)
    this.targets = new Float64Array(size)
  }

  add(row: ArrayLike<number>, target: number, weight = 1): void {
    const { size, matrix, targets } = this
    for (let i = 0; i < size; i++) {
      const scaled = (row[i] ?? 0) * weight
      if (scaled === 0) continue
      for (let j = 0; j < size; j++)
        matrix[i * size + j] = (matrix[i * size + j] ?? 0) + scaled * (row[j] ?? 0)
      targets[i] = (targets[i] ?? 0) + scaled * target
    }
  }

  pull(index: number, towards: number, weight: number): void {
    const diagonal = index * this.size + index
    this.matrix[diagonal] = (this.matrix[diagonal] ?? 0) + weight
    this.targets[index] = (this.targets[index] ?? 0) + weight * towards
  }

  /** Gauss elimination with pivoting; undefined when the equations do not determine the unknowns. */
  solve(): Float64Array | undefined {
    const { size } = this
    const rows = Array.from({ length: size }, (_, i) =>
      Float64Array.from({ length: size + 1 }, (_, j) =>
        j < size ? (this.matrix[i * size + j] ?? 0) : (this.targets[i] ?? 0),
      ),
    )
    for (let column = 0; column < size; column++) {
      let best = column
      for (let r = column + 1; r < size; r++) {
        if (Math.abs(rows[r]?.[column] ?? 0) > Math.abs(rows[best]?.[column] ?? 0)) best = r
      }
      const pivot = rows[best]
      const other = rows[column]
      const head = pivot?.[column] ?? 0
      if (!pivot || !other || Math.abs(head) < 1e-12) return undefined
      rows[best] = other
      rows[column] = pivot
      for (const row of rows) {
        if (row === pivot) continue
        const factor = (row[column] ?? 0) / head
        if (factor === 0) continue
        for (let k = column; k <= size; k++) row[k] = (row[k] ?? 0) - factor * (pivot[k] ?? 0)
      }
    }
    return Float64Array.from(rows, (row, i) => (row[size] ?? 0) / (row[i] ?? 1))
  }
}
