import { z } from 'zod'

const names = z.array(z.string().nullable()).nullish()

const rule = z.object({
  type: z.string(),
  repositoryRuleset: z.object({ updatedAt: z.iso.datetime() }).nullish(),
  parameters: z
    .object({
      requiredApprovingReviewCount: z.number().nullish(),
      requiredStatusChecks: z.array(z.object({ context: z.string() })).nullish(),
    })
    .nullish(),
})

export const branchRulesSchema = z.object({
  id: z.string(),
  viewerCanAdminister: z.boolean(),
  defaultBranchRef: z
    .object({
      name: z.string(),
      rules: z.object({ pageInfo: z.object({ hasNextPage: z.boolean() }), nodes: z.array(rule.nullable()).nullish() }).nullish(),
      branchProtectionRule: z
        .object({
          requiresApprovingReviews: z.boolean(),
          requiredApprovingReviewCount: z.number().nullish(),
          requiresStatusChecks: z.boolean(),
          requiredStatusCheckContexts: names,
        })
        .nullish(),
      refUpdateRule: z.object({ requiredApprovingReviewCount: z.number().nullish(), requiredStatusCheckContexts: names }).nullish(),
    })
    .nullable(),
})
export type WireBranchRules = z.infer<typeof branchRulesSchema>
