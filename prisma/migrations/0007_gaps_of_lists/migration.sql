-- AlterTable
ALTER TABLE "organizations" ADD COLUMN     "list_gap" TEXT;

-- AlterTable
ALTER TABLE "repositories" ADD COLUMN     "walk_gap" TEXT;
