/** A proven answer or remedy. */
export interface SolutionTable {
  site_id: string
  solution_id: string
  title: string
  category_id: string | null
  /** Sku of the product that it is about. */
  product: string | null
  /** JSON: { [language]: words with placeholders }. */
  versions: string
  /** JSON: what is offered besides its terms, which the words are; null for an answer. */
  remedy: string | null
  /** Name of who saved it. */
  author: string
  /** Number of the complaint that it comes from. */
  source: string | null
  /** Its terms as search/terms.ts cuts them, each between spaces. */
  terms: string
  created_at: number
  changed_at: number
  archived_at: number | null
  /** Complaints in which it was used. */
  uses: number
  /** Those in which the customer has decided since. */
  decided: number
  /** Those in which the customer was satisfied. */
  confirmed: number
}

/** That a solution was used in a complaint. */
export interface SolutionUseTable {
  site_id: string
  feedback_id: string
  solution_id: string
  at: number
  /** Whether the customer was satisfied; null while they have not said. */
  satisfied: number | null
}

export interface SolutionTables {
  solution: SolutionTable
  solution_use: SolutionUseTable
}

export const SOLUTION_KEYS = {
  solution: ['site_id', 'solution_id'],
  solution_use: ['site_id', 'feedback_id', 'solution_id'],
} as const
