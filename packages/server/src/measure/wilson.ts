/** Of the standard normal distribution, for a band of 95 %. */
const Z = 1.959963984540054

/**
 * The band in which the true share lies with 95 % confidence: the Wilson score interval, which stays within 0 and 1 and
 * is sound for few answers and for shares near the ends, where the plain one is not.
 *
 * Source: E. B. Wilson, "Probable Inference, the Law of Succession, and Statistical Inference", Journal of the American
 * Statistical Association 22 (1927), 209–212.
 *
 * @param n at least 1
 */
export function wilson(hits: number, n: number): { low: number; high: number } {
  const share = hits / n
  const square = Z * Z
  const middle = share + square / (2 * n)
  const half = Z * Math.sqrt((share * (1 - share)) / n + square / (4 * n * n))
  const whole = 1 + square / n
  // At the ends it is exact, which arithmetic of floats is not.
  return {
    low: hits === 0 ? 0 : (middle - half) / whole,
    high: hits === n ? 1 : (middle + half) / whole,
  }
}
