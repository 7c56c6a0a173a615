-- AlterTable
ALTER TABLE "comments" ADD COLUMN     "code" TEXT;
