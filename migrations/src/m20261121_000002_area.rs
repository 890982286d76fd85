//! Local areas and the organisations that work in them.

use sea_orm_migration::{
    prelude::*,
    schema::{date_null, text, text_null},
};

use crate::table;

#[derive(DeriveMigrationName)]
pub struct Migration;

/// A local authority with its health partners: what is inspected and what owns a plan.
fn area() -> TableCreateStatement {
    let mut table = table::record("area");
    table.col(text("name")).col(text("council"));
    table::word(
        &mut table,
        "kind",
        &["county", "unitary", "metropolitan", "london-borough"],
    );
    table
        .col(text("gss_code").unique_key())
        .col(text("region"))
        .col(date_null("ended_on"));
    table::may_belong_to(&mut table, "area", "successor_id", "area");
    table.col(text_null("note")).col(text("code_source"));
    table
}

/// A body that plans, acts, inspects or speaks for families.
fn organisation() -> TableCreateStatement {
    let mut table = table::record("organisation");
    table.col(text("name")).col(text_null("short_name"));
    table::word(
        &mut table,
        "kind",
        &[
            "local-authority",
            "childrens-services",
            "health-commissioner",
            "health-provider",
            "parent-carer-forum",
            "advice-service",
            "school-phase",
            "education-provider",
            "government",
            "inspectorate",
            "voluntary",
            "board",
            "group",
        ],
    );
    table::may_belong_to(&mut table, "organisation", "area_id", "area");
    table::may_belong_to(&mut table, "organisation", "successor_id", "organisation");
    table.col(date_null("ended_on")).col(text_null("note"));
    table
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        table::ALL_OR_NOTHING
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        table::create(manager, vec![area(), organisation()]).await?;
        table::index(manager, "area", &["region"]).await?;
        table::index(manager, "organisation", &["area_id"]).await?;
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        table::drop(manager, &["area", "organisation"]).await
    }
}
