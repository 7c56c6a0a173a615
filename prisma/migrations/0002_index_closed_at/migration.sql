-- CreateIndex
CREATE INDEX "pull_requests_organization_id_closed_at_idx" ON "pull_requests"("organization_id", "closed_at");
