-- AlterTable
ALTER TABLE "organizations" ADD COLUMN     "revision" UUID NOT NULL DEFAULT gen_random_uuid();
