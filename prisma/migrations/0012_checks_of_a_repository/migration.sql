-- CreateIndex
CREATE INDEX "pull_requests_organization_id_repository_id_checks_state_idx" ON "pull_requests"("organization_id", "repository_id", "checks_state");

-- AlterTable
ALTER TABLE "organizations" ADD COLUMN     "definitions" INTEGER,
ADD COLUMN     "next_definitions" INTEGER;
