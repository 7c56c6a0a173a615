-- AlterTable
ALTER TABLE "organizations" ADD COLUMN     "machines_counted_at" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "pull_request_metrics" ADD COLUMN     "landed_oid" TEXT,
ADD COLUMN     "via" TEXT;

-- CreateTable
CREATE TABLE "machine_users" (
    "organization_id" INTEGER NOT NULL,
    "actor_id" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "comments" INTEGER,
    "alike" INTEGER,
    "pull_requests" INTEGER,
    "beginning" TEXT,

    CONSTRAINT "machine_users_pkey" PRIMARY KEY ("organization_id","actor_id","source")
);

-- CreateIndex
CREATE INDEX "pull_request_metrics_organization_id_landed_oid_idx" ON "pull_request_metrics"("organization_id", "landed_oid");
