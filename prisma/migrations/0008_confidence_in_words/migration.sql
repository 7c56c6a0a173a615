-- AlterTable
ALTER TABLE "comments" ADD COLUMN     "author_association" TEXT,
ADD COLUMN     "may_approve" BOOLEAN;

-- AlterTable
ALTER TABLE "pull_request_metrics" ADD COLUMN     "marks" TEXT[] DEFAULT ARRAY[]::TEXT[];

-- CreateIndex
CREATE INDEX "comments_organization_id_author_id_idx" ON "comments"("organization_id", "author_id");

-- CreateIndex
CREATE INDEX "reviews_organization_id_author_id_submitted_at_idx" ON "reviews"("organization_id", "author_id", "submitted_at");
