-- The verdict as T1 of what no rule gave its tier: null until it is judged again, as everything is by the next version.
ALTER TABLE "pull_request_metrics" ADD COLUMN     "unconfigured" JSONB;

-- CreateTable
CREATE TABLE "repository_tier_states" (
    "organization_id" INTEGER NOT NULL,
    "generation" INTEGER NOT NULL,
    "repository_id" TEXT NOT NULL,
    "since_on" DATE NOT NULL,
    "state" TEXT NOT NULL,
    "decided_on" DATE NOT NULL,
    "merges" INTEGER NOT NULL,
    "unmatched" INTEGER NOT NULL,

    CONSTRAINT "repository_tier_states_pkey" PRIMARY KEY ("organization_id","generation","repository_id","since_on")
);
