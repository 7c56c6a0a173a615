-- What was derived before stays readable until the next sync derives it anew: the same shape, without the new answers.
UPDATE "pull_request_metrics" SET
  "trail" = ("trail" - 'why') || jsonb_build_object('met', CASE WHEN ("trail" ->> 'why')::boolean THEN '["why"]'::jsonb ELSE '[]'::jsonb END),
  "ai" = "ai" || '{"closedLoop": false, "tier": "L0"}'::jsonb
WHERE "trail" IS NOT NULL OR "ai" IS NOT NULL;
UPDATE "pull_request_evidence" SET "evidence" = "evidence" || '{"controls": null, "manifests": []}'::jsonb;

-- Weeks have a new form: each is made again from its rows. Pages go on with the stored documents meanwhile.
INSERT INTO "pending_roll_ups" ("organization_id", "scope", "week_on")
SELECT "organization_id", "scope", "week_on" FROM "team_week_rollups" ON CONFLICT DO NOTHING;
DELETE FROM "team_week_rollups";

-- AlterTable
ALTER TABLE "pull_request_metrics" ADD COLUMN     "controls" JSONB,
ADD COLUMN     "manifest" TEXT,
ADD COLUMN     "reverted_at" TIMESTAMPTZ(3),
ADD COLUMN     "surfaces" TEXT[] DEFAULT ARRAY[]::TEXT[],
ADD COLUMN     "unclassified" TEXT[] DEFAULT ARRAY[]::TEXT[];

-- AlterTable
ALTER TABLE "scope_readings" ADD COLUMN     "details" JSONB;

-- CreateTable
CREATE TABLE "scope_pull_requests" (
    "organization_id" INTEGER NOT NULL,
    "scope" TEXT NOT NULL,
    "pull_request_id" TEXT NOT NULL,
    "ready_at" TIMESTAMPTZ(3),
    "merged_at" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "scope_pull_requests_pkey" PRIMARY KEY ("organization_id","scope","pull_request_id")
);

-- The rows of teams keep their lists of pull requests. Surfaces get theirs with the next sync.
INSERT INTO "scope_pull_requests" ("organization_id", "scope", "pull_request_id", "ready_at", "merged_at", "ended_at")
SELECT "organization_id", 'team:' || "team_id", "pull_request_id", "ready_at", "merged_at", "ended_at" FROM "team_pull_requests";

-- DropTable
DROP TABLE "team_pull_requests";

-- CreateIndex
CREATE INDEX "scope_pull_requests_organization_id_scope_ready_at_idx" ON "scope_pull_requests"("organization_id", "scope", "ready_at");

-- CreateIndex
CREATE INDEX "scope_pull_requests_organization_id_scope_merged_at_idx" ON "scope_pull_requests"("organization_id", "scope", "merged_at");

-- CreateIndex
CREATE INDEX "scope_pull_requests_organization_id_scope_ended_at_idx" ON "scope_pull_requests"("organization_id", "scope", "ended_at");

-- CreateIndex
CREATE INDEX "scope_pull_requests_organization_id_pull_request_id_idx" ON "scope_pull_requests"("organization_id", "pull_request_id");
