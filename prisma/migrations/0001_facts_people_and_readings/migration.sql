-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateTable
CREATE TABLE "organizations" (
    "id" SERIAL NOT NULL,
    "node_id" TEXT NOT NULL,
    "login" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "sync_started_at" TIMESTAMPTZ(3),
    "synced_at" TIMESTAMPTZ(3),
    "points_left" INTEGER,
    "points_reset_at" TIMESTAMPTZ(3),
    "sync_message" TEXT,
    "last_error" TEXT,
    "derived_with" TEXT,

    CONSTRAINT "organizations_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "repositories" (
    "organization_id" INTEGER NOT NULL,
    "id" TEXT NOT NULL,
    "name_with_owner" TEXT NOT NULL,
    "url" TEXT NOT NULL,
    "aliases" TEXT[],
    "is_archived" BOOLEAN NOT NULL,
    "default_branch" TEXT,
    "former_default_branches" TEXT[],
    "protected_branches" JSONB,
    "pull_request_template" TEXT,
    "codeowners" TEXT,
    "suppresses_attribution" BOOLEAN NOT NULL DEFAULT false,
    "manifest_cursor" TEXT,
    "backfilled_at" TIMESTAMPTZ(3),
    "watermark" TIMESTAMPTZ(3),
    "since" TIMESTAMPTZ(3),
    "pull_requests_total" INTEGER,
    "pull_requests_seen" INTEGER NOT NULL DEFAULT 0,
    "page_width" INTEGER NOT NULL DEFAULT 24,
    "last_read_at" TIMESTAMPTZ(3),
    "last_error" TEXT,

    CONSTRAINT "repositories_pkey" PRIMARY KEY ("organization_id","id")
);

-- CreateTable
CREATE TABLE "actors" (
    "organization_id" INTEGER NOT NULL,
    "id" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "login" TEXT NOT NULL,
    "aliases" TEXT[],
    "database_id" BIGINT,

    CONSTRAINT "actors_pkey" PRIMARY KEY ("organization_id","id")
);

-- CreateTable
CREATE TABLE "pull_requests" (
    "organization_id" INTEGER NOT NULL,
    "id" TEXT NOT NULL,
    "repository_id" TEXT NOT NULL,
    "database_id" BIGINT,
    "number" INTEGER NOT NULL,
    "url" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "is_draft" BOOLEAN NOT NULL,
    "author_id" TEXT NOT NULL,
    "author_association" TEXT,
    "editor_id" TEXT,
    "merged_by_id" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,
    "closed_at" TIMESTAMPTZ(3),
    "merged_at" TIMESTAMPTZ(3),
    "last_edited_at" TIMESTAMPTZ(3),
    "merge_commit_oid" TEXT,
    "base_ref_name" TEXT,
    "head_ref_name" TEXT,
    "head_ref_oid" TEXT NOT NULL,
    "is_cross_repository" BOOLEAN NOT NULL,
    "additions" INTEGER NOT NULL,
    "deletions" INTEGER NOT NULL,
    "changed_files" INTEGER NOT NULL,
    "labels" TEXT[],
    "assignee_ids" TEXT[],
    "closing_issues" JSONB NOT NULL,
    "branch_rule" JSONB,
    "checks_state" TEXT NOT NULL,
    "ledger" JSONB NOT NULL,
    "is_complete" BOOLEAN NOT NULL,
    "read_error" TEXT,
    "read_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "pull_requests_pkey" PRIMARY KEY ("organization_id","id")
);

-- CreateTable
CREATE TABLE "reviews" (
    "organization_id" INTEGER NOT NULL,
    "pull_request_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "author_id" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    "submitted_at" TIMESTAMPTZ(3) NOT NULL,
    "commit_oid" TEXT,
    "author_can_push" BOOLEAN,

    CONSTRAINT "reviews_pkey" PRIMARY KEY ("organization_id","pull_request_id","id")
);

-- CreateTable
CREATE TABLE "review_threads" (
    "organization_id" INTEGER NOT NULL,
    "pull_request_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "path" TEXT NOT NULL,
    "line" INTEGER,
    "original_line" INTEGER,
    "start_line" INTEGER,
    "is_resolved" BOOLEAN,
    "resolved_at" TIMESTAMPTZ(3),
    "resolved_by_id" TEXT,
    "is_outdated" BOOLEAN NOT NULL,
    "comments_total" INTEGER,
    "comments_cursor" TEXT,
    "comments_complete" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "review_threads_pkey" PRIMARY KEY ("organization_id","pull_request_id","id")
);

-- CreateTable
CREATE TABLE "comments" (
    "organization_id" INTEGER NOT NULL,
    "pull_request_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "thread_id" TEXT,
    "review_id" TEXT,
    "author_id" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "commit_oid" TEXT,

    CONSTRAINT "comments_pkey" PRIMARY KEY ("organization_id","pull_request_id","id")
);

-- CreateTable
CREATE TABLE "commits" (
    "organization_id" INTEGER NOT NULL,
    "pull_request_id" TEXT NOT NULL,
    "oid" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "message" TEXT NOT NULL,
    "author_name" TEXT,
    "author_email" TEXT,
    "author_id" TEXT,
    "committer_email" TEXT,
    "authored_at" TIMESTAMPTZ(3) NOT NULL,
    "committed_at" TIMESTAMPTZ(3) NOT NULL,
    "additions" INTEGER,
    "deletions" INTEGER,

    CONSTRAINT "commits_pkey" PRIMARY KEY ("organization_id","pull_request_id","oid")
);

-- CreateTable
CREATE TABLE "changed_files" (
    "organization_id" INTEGER NOT NULL,
    "pull_request_id" TEXT NOT NULL,
    "path" TEXT NOT NULL,
    "change_type" TEXT NOT NULL,
    "additions" INTEGER NOT NULL,
    "deletions" INTEGER NOT NULL,

    CONSTRAINT "changed_files_pkey" PRIMARY KEY ("organization_id","pull_request_id","path")
);

-- CreateTable
CREATE TABLE "timeline_events" (
    "organization_id" INTEGER NOT NULL,
    "pull_request_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "actor_id" TEXT,
    "subject_id" TEXT,
    "details" JSONB,

    CONSTRAINT "timeline_events_pkey" PRIMARY KEY ("organization_id","pull_request_id","id")
);

-- CreateTable
CREATE TABLE "checks" (
    "organization_id" INTEGER NOT NULL,
    "pull_request_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "commit_oid" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "conclusion" TEXT,
    "completed_at" TIMESTAMPTZ(3),

    CONSTRAINT "checks_pkey" PRIMARY KEY ("organization_id","pull_request_id","id")
);

-- CreateTable
CREATE TABLE "deliveries" (
    "organization_id" INTEGER NOT NULL,
    "delivery_id" TEXT NOT NULL,
    "event" TEXT NOT NULL,
    "action" TEXT,
    "subject_id" TEXT,
    "payload" JSONB NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL,
    "handled_at" TIMESTAMPTZ(3),

    CONSTRAINT "deliveries_pkey" PRIMARY KEY ("organization_id","delivery_id")
);

-- CreateTable
CREATE TABLE "users" (
    "organization_id" INTEGER NOT NULL,
    "id" TEXT NOT NULL,
    "login" TEXT NOT NULL,
    "name" TEXT,

    CONSTRAINT "users_pkey" PRIMARY KEY ("organization_id","id")
);

-- CreateTable
CREATE TABLE "teams" (
    "organization_id" INTEGER NOT NULL,
    "id" TEXT NOT NULL,
    "slug" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "aliases" TEXT[],
    "parent_id" TEXT,
    "removed_on" DATE,

    CONSTRAINT "teams_pkey" PRIMARY KEY ("organization_id","id")
);

-- CreateTable
CREATE TABLE "team_memberships" (
    "organization_id" INTEGER NOT NULL,
    "team_id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "first_seen_on" DATE NOT NULL,
    "last_seen_on" DATE NOT NULL,
    "joined_on" DATE,
    "left_on" DATE,

    CONSTRAINT "team_memberships_pkey" PRIMARY KEY ("organization_id","team_id","user_id","first_seen_on")
);

-- CreateTable
CREATE TABLE "pending_evaluations" (
    "organization_id" INTEGER NOT NULL,
    "pull_request_id" TEXT NOT NULL,

    CONSTRAINT "pending_evaluations_pkey" PRIMARY KEY ("organization_id","pull_request_id")
);

-- CreateTable
CREATE TABLE "pending_roll_ups" (
    "organization_id" INTEGER NOT NULL,
    "scope" TEXT NOT NULL,
    "week_on" DATE NOT NULL,

    CONSTRAINT "pending_roll_ups_pkey" PRIMARY KEY ("organization_id","scope","week_on")
);

-- CreateTable
CREATE TABLE "pull_request_references" (
    "organization_id" INTEGER NOT NULL,
    "source_pull_request_id" TEXT NOT NULL,
    "ordinal" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "target_repository" TEXT,
    "target_number" INTEGER,
    "target_oid" TEXT,
    "target_oid_start" TEXT,
    "reference" TEXT NOT NULL,
    "targets" INTEGER NOT NULL,
    "defect_evidence" TEXT,
    "non_defect_reason" TEXT,
    "merged_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "pull_request_references_pkey" PRIMARY KEY ("organization_id","source_pull_request_id","ordinal")
);

-- CreateTable
CREATE TABLE "pull_request_metrics" (
    "organization_id" INTEGER NOT NULL,
    "pull_request_id" TEXT NOT NULL,
    "repository_id" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "author_id" TEXT NOT NULL,
    "class" TEXT NOT NULL,
    "in_population" BOOLEAN NOT NULL,
    "is_stacked" BOOLEAN NOT NULL,
    "tier" TEXT NOT NULL,
    "ready_at" TIMESTAMPTZ(3),
    "merged_at" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3),
    "confidence" TEXT,
    "reasons" TEXT[],
    "confident_at" TIMESTAMPTZ(3),
    "confident_at_exact" BOOLEAN NOT NULL,
    "clock_start_at" TIMESTAMPTZ(3),
    "review" JSONB NOT NULL,
    "defects" JSONB,
    "trail" JSONB,
    "ai" JSONB,
    "team_ids" TEXT[],

    CONSTRAINT "pull_request_metrics_pkey" PRIMARY KEY ("organization_id","pull_request_id")
);

-- CreateTable
CREATE TABLE "pull_request_evidence" (
    "organization_id" INTEGER NOT NULL,
    "pull_request_id" TEXT NOT NULL,
    "evidence" JSONB NOT NULL,

    CONSTRAINT "pull_request_evidence_pkey" PRIMARY KEY ("organization_id","pull_request_id")
);

-- CreateTable
CREATE TABLE "team_pull_requests" (
    "organization_id" INTEGER NOT NULL,
    "team_id" TEXT NOT NULL,
    "pull_request_id" TEXT NOT NULL,
    "ready_at" TIMESTAMPTZ(3),
    "merged_at" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "team_pull_requests_pkey" PRIMARY KEY ("organization_id","team_id","pull_request_id")
);

-- CreateTable
CREATE TABLE "team_week_rollups" (
    "organization_id" INTEGER NOT NULL,
    "scope" TEXT NOT NULL,
    "week_on" DATE NOT NULL,
    "roll_up" JSONB NOT NULL,

    CONSTRAINT "team_week_rollups_pkey" PRIMARY KEY ("organization_id","scope","week_on")
);

-- CreateTable
CREATE TABLE "scope_readings" (
    "organization_id" INTEGER NOT NULL,
    "scope" TEXT NOT NULL,
    "as_of" TIMESTAMPTZ(3) NOT NULL,
    "document" JSONB NOT NULL,
    "series" JSONB NOT NULL,

    CONSTRAINT "scope_readings_pkey" PRIMARY KEY ("organization_id","scope")
);

-- CreateTable
CREATE TABLE "api_tokens" (
    "organization_id" INTEGER NOT NULL,
    "hash" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "last_used_at" TIMESTAMPTZ(3),

    CONSTRAINT "api_tokens_pkey" PRIMARY KEY ("organization_id","hash")
);

-- CreateIndex
CREATE UNIQUE INDEX "organizations_login_key" ON "organizations"("login");

-- CreateIndex
CREATE INDEX "repositories_organization_id_name_with_owner_idx" ON "repositories"("organization_id", "name_with_owner");

-- CreateIndex
CREATE INDEX "actors_organization_id_login_idx" ON "actors"("organization_id", "login");

-- CreateIndex
CREATE INDEX "pull_requests_organization_id_repository_id_head_ref_name_idx" ON "pull_requests"("organization_id", "repository_id", "head_ref_name");

-- CreateIndex
CREATE INDEX "pull_requests_organization_id_repository_id_base_ref_name_idx" ON "pull_requests"("organization_id", "repository_id", "base_ref_name");

-- CreateIndex
CREATE INDEX "pull_requests_organization_id_merge_commit_oid_idx" ON "pull_requests"("organization_id", "merge_commit_oid");

-- CreateIndex
CREATE INDEX "pull_requests_organization_id_repository_id_is_complete_idx" ON "pull_requests"("organization_id", "repository_id", "is_complete");

-- CreateIndex
CREATE INDEX "pull_requests_organization_id_repository_id_updated_at_idx" ON "pull_requests"("organization_id", "repository_id", "updated_at");

-- CreateIndex
CREATE INDEX "pull_requests_organization_id_closed_at_idx" ON "pull_requests"("organization_id", "closed_at");

-- CreateIndex
CREATE UNIQUE INDEX "pull_requests_organization_id_repository_id_number_key" ON "pull_requests"("organization_id", "repository_id", "number");

-- CreateIndex
CREATE INDEX "review_threads_organization_id_comments_complete_idx" ON "review_threads"("organization_id", "comments_complete");

-- CreateIndex
CREATE INDEX "commits_organization_id_oid_idx" ON "commits"("organization_id", "oid");

-- CreateIndex
CREATE INDEX "deliveries_organization_id_subject_id_idx" ON "deliveries"("organization_id", "subject_id");

-- CreateIndex
CREATE UNIQUE INDEX "teams_organization_id_slug_key" ON "teams"("organization_id", "slug");

-- CreateIndex
CREATE INDEX "team_memberships_organization_id_user_id_idx" ON "team_memberships"("organization_id", "user_id");

-- CreateIndex
CREATE INDEX "pull_request_references_organization_id_target_repository_t_idx" ON "pull_request_references"("organization_id", "target_repository", "target_number");

-- CreateIndex
CREATE INDEX "pull_request_references_organization_id_target_oid_start_idx" ON "pull_request_references"("organization_id", "target_oid_start");

-- CreateIndex
CREATE INDEX "pull_request_metrics_organization_id_ready_at_idx" ON "pull_request_metrics"("organization_id", "ready_at");

-- CreateIndex
CREATE INDEX "pull_request_metrics_organization_id_merged_at_idx" ON "pull_request_metrics"("organization_id", "merged_at");

-- CreateIndex
CREATE INDEX "pull_request_metrics_organization_id_ended_at_idx" ON "pull_request_metrics"("organization_id", "ended_at");

-- CreateIndex
CREATE INDEX "team_pull_requests_organization_id_team_id_ready_at_idx" ON "team_pull_requests"("organization_id", "team_id", "ready_at");

-- CreateIndex
CREATE INDEX "team_pull_requests_organization_id_team_id_merged_at_idx" ON "team_pull_requests"("organization_id", "team_id", "merged_at");

-- CreateIndex
CREATE INDEX "team_pull_requests_organization_id_team_id_ended_at_idx" ON "team_pull_requests"("organization_id", "team_id", "ended_at");

-- CreateIndex
CREATE INDEX "team_pull_requests_organization_id_pull_request_id_idx" ON "team_pull_requests"("organization_id", "pull_request_id");

-- CreateIndex
CREATE INDEX "api_tokens_hash_idx" ON "api_tokens"("hash");
