import { RATE_LIMIT } from './fragments'

export const BRANCH_RULES_WIDTH = 100

const ALL_LEVELS = `
        rules(first: 100) {
          pageInfo { hasNextPage }
          nodes {
            type
            repositoryRuleset { updatedAt }
            parameters {
              __typename
              ... on PullRequestParameters { requiredApprovingReviewCount }
              ... on RequiredStatusChecksParameters { requiredStatusChecks { context } }
            }
          }
        }`

const buildQuery = (rules: string) => `
query branchRules($ids: [ID!]!) {
  ${RATE_LIMIT}
  nodes(ids: $ids) {
    __typename
    ... on Repository {
      id
      viewerCanAdminister
      defaultBranchRef {
        name${rules}
        branchProtectionRule {
          requiresApprovingReviews requiredApprovingReviewCount requiresStatusChecks requiredStatusCheckContexts
        }
        refUpdateRule { requiredApprovingReviewCount requiredStatusCheckContexts }
      }
    }
  }
}`

/** What the default branches of up to 100 repositories ask of a merge, by every source that GitHub has: 1 point. */
export const BRANCH_RULES_QUERY = buildQuery(ALL_LEVELS)

/** The same for a server that knows no rulesets of a branch. */
export const CLASSIC_BRANCH_RULES_QUERY = buildQuery('')
