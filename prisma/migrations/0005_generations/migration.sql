-- What is derived belongs to a generation: a new one is made beside the one that is served, and both change places at once.
ALTER TABLE "organizations" ADD COLUMN "generation" INTEGER;
ALTER TABLE "organizations" ADD COLUMN "next_generation" INTEGER;
ALTER TABLE "organizations" ADD COLUMN "next_derived_with" TEXT;
ALTER TABLE "organizations" ADD COLUMN "next_as_of" TIMESTAMPTZ(3);

-- What was made up to now is the first one.
UPDATE "organizations" SET "generation" = 1 WHERE "synced_at" IS NOT NULL;

-- AlterTable
ALTER TABLE "pull_request_metrics" ADD COLUMN "generation" INTEGER NOT NULL DEFAULT 1, DROP CONSTRAINT "pull_request_metrics_pkey",
ADD CONSTRAINT "pull_request_metrics_pkey" PRIMARY KEY ("organization_id", "generation", "pull_request_id");
ALTER TABLE "pull_request_evidence" ADD COLUMN "generation" INTEGER NOT NULL DEFAULT 1, DROP CONSTRAINT "pull_request_evidence_pkey",
ADD CONSTRAINT "pull_request_evidence_pkey" PRIMARY KEY ("organization_id", "generation", "pull_request_id");
ALTER TABLE "scope_pull_requests" ADD COLUMN "generation" INTEGER NOT NULL DEFAULT 1, DROP CONSTRAINT "scope_pull_requests_pkey",
ADD CONSTRAINT "scope_pull_requests_pkey" PRIMARY KEY ("organization_id", "generation", "scope", "pull_request_id");
ALTER TABLE "pull_request_references" ADD COLUMN "generation" INTEGER NOT NULL DEFAULT 1, DROP CONSTRAINT "pull_request_references_pkey",
ADD CONSTRAINT "pull_request_references_pkey" PRIMARY KEY ("organization_id", "generation", "source_pull_request_id", "ordinal");
ALTER TABLE "team_week_rollups" ADD COLUMN "generation" INTEGER NOT NULL DEFAULT 1, DROP CONSTRAINT "team_week_rollups_pkey",
ADD CONSTRAINT "team_week_rollups_pkey" PRIMARY KEY ("organization_id", "generation", "scope", "week_on");
ALTER TABLE "scope_readings" ADD COLUMN "generation" INTEGER NOT NULL DEFAULT 1, DROP CONSTRAINT "scope_readings_pkey",
ADD CONSTRAINT "scope_readings_pkey" PRIMARY KEY ("organization_id", "generation", "scope");

-- Every row names its own from now on.
ALTER TABLE "pull_request_metrics" ALTER COLUMN "generation" DROP DEFAULT;
ALTER TABLE "pull_request_evidence" ALTER COLUMN "generation" DROP DEFAULT;
ALTER TABLE "scope_pull_requests" ALTER COLUMN "generation" DROP DEFAULT;
ALTER TABLE "pull_request_references" ALTER COLUMN "generation" DROP DEFAULT;
ALTER TABLE "team_week_rollups" ALTER COLUMN "generation" DROP DEFAULT;
ALTER TABLE "scope_readings" ALTER COLUMN "generation" DROP DEFAULT;
