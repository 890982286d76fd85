//! What the tables have in common, said once.

use sea_orm_migration::{
    prelude::*,
    schema::{date_null, integer, text, text_null, uuid, uuid_null},
    sea_orm,
};

/// A step is taken whole or not at all, on SQLite too: a server that is killed during its first
/// start finds the database as it was.
pub const ALL_OR_NOTHING: Option<bool> = Some(true);

/// A table of citable records: a global id that `record` knows too, a readable path, and the order
/// in which people expect to read it (`1.2` before `1.10`).
pub fn record(name: &'static str) -> TableCreateStatement {
    let mut table = rows(name);
    table
        .col(text("path").unique_key())
        .col(text("sort_key").unique_key());
    references(&mut table, name, "id", "record", ForeignKeyAction::Cascade);
    table
}

/// A record that belongs to a local area.
pub fn area_record(name: &'static str) -> TableCreateStatement {
    let mut table = record(name);
    belongs_to(&mut table, name, "area_id", "area");
    table
}

/// A table whose rows are told apart by an id alone.
pub fn rows(name: &'static str) -> TableCreateStatement {
    Table::create()
        .table(name)
        .col(uuid("id").primary_key())
        .take()
}

/// Rows that live and die with the row of another table, in an order of their own.
pub fn part(name: &'static str, owner: &'static str, key: &'static str) -> TableCreateStatement {
    let mut table = rows(name);
    goes_with(&mut table, name, key, owner);
    table.col(integer("position"));
    table.index(
        Index::create()
            .name(format!("{name}_{key}_position"))
            .col(key)
            .col("position")
            .unique(),
    );
    table
}

/// A link that must be there.
pub fn belongs_to(
    table: &mut TableCreateStatement,
    name: &'static str,
    key: &'static str,
    target: &'static str,
) {
    table.col(uuid(key));
    references(table, name, key, target, ForeignKeyAction::NoAction);
}

/// A link to the row that this one goes with when it goes.
pub fn goes_with(
    table: &mut TableCreateStatement,
    name: &'static str,
    key: &'static str,
    target: &'static str,
) {
    table.col(uuid(key));
    references(table, name, key, target, ForeignKeyAction::Cascade);
}

/// A link that may be absent.
pub fn may_belong_to(
    table: &mut TableCreateStatement,
    name: &'static str,
    key: &'static str,
    target: &'static str,
) {
    table.col(uuid_null(key));
    references(table, name, key, target, ForeignKeyAction::NoAction);
}

/// A link that is forgotten when what it leads to goes.
pub fn outlives(
    table: &mut TableCreateStatement,
    name: &'static str,
    key: &'static str,
    target: &'static str,
) {
    table.col(uuid_null(key));
    references(table, name, key, target, ForeignKeyAction::SetNull);
}

/// Links are checked when a statement ends or, where a transaction asks for it, when that ends
/// (`NO ACTION`, not `RESTRICT`): records which point at each other come and go together.
fn references(
    table: &mut TableCreateStatement,
    name: &'static str,
    key: &'static str,
    target: &'static str,
    on_delete: ForeignKeyAction,
) {
    table.foreign_key(
        ForeignKey::create()
            .name(format!("{name}_{key}_fkey"))
            .from(name, key)
            .to(target, "id")
            .on_delete(on_delete),
    );
}

/// The stretch of time that was read from a published date; both ends are there or neither is.
pub fn period(table: &mut TableCreateStatement, from: &'static str, to: &'static str) {
    table.col(date_null(from)).col(date_null(to)).check(
        Expr::col(from)
            .is_null()
            .and(Expr::col(to).is_null())
            .or(Expr::col(from)
                .is_not_null()
                .and(Expr::col(to).is_not_null())
                .and(Expr::col(from).lte(Expr::col(to)))),
    );
}

/// Where in its document a row was read: the place in words, and the lines of the extracted text.
pub fn place(table: &mut TableCreateStatement, name: &'static str) {
    belongs_to(table, name, "document_id", "document");
    table
        .col(text("place"))
        .col(integer("line_from"))
        .col(integer("line_to"))
        .check(
            Expr::col("line_from")
                .gt(0)
                .and(Expr::col("line_to").gte(Expr::col("line_from"))),
        );
}

/// A count is nought or more, where it is stated.
pub fn not_negative(table: &mut TableCreateStatement, column: &'static str) {
    table.check(Expr::col(column).is_null().or(Expr::col(column).gte(0)));
}

/// A required word out of a closed list.
pub fn word(table: &mut TableCreateStatement, column: &'static str, words: &[&'static str]) {
    table
        .col(text(column))
        .check(Expr::col(column).is_in(words.iter().copied()));
}

/// A word out of a closed list, or nothing.
pub fn word_null(table: &mut TableCreateStatement, column: &'static str, words: &[&'static str]) {
    table.col(text_null(column)).check(
        Expr::col(column)
            .is_null()
            .or(Expr::col(column).is_in(words.iter().copied())),
    );
}

/// How exactly a published date says when.
pub const PRECISION: &[&str] = &["day", "days", "month", "season", "year", "range"];

pub async fn create(
    manager: &SchemaManager<'_>,
    tables: Vec<TableCreateStatement>,
) -> Result<(), DbErr> {
    for table in tables {
        let links: Vec<ForeignKeyCreateStatement> = table.get_foreign_key_create_stmts().clone();
        manager.create_table(table).await?;
        if manager.get_database_backend() == sea_orm::DbBackend::Postgres {
            for link in links {
                defer(manager, link.get_foreign_key()).await?;
            }
        }
    }
    Ok(())
}

/// Lets a transaction put off the check of a link. SQLite allows it of itself; PostgreSQL wants it said,
/// and the statement builder has no word for it.
async fn defer(manager: &SchemaManager<'_>, link: &TableForeignKey) -> Result<(), DbErr> {
    let (Some(TableRef::Table(holder, _)), Some(name)) = (link.get_table(), link.get_name()) else {
        return Ok(());
    };
    let holder = holder.1.to_string();
    let words = format!("ALTER TABLE \"{holder}\" ALTER CONSTRAINT \"{name}\" DEFERRABLE");
    manager.get_connection().execute_unprepared(&words).await?;
    Ok(())
}

pub async fn drop(manager: &SchemaManager<'_>, tables: &[&'static str]) -> Result<(), DbErr> {
    for table in tables.iter().rev() {
        manager
            .drop_table(Table::drop().table(*table).to_owned())
            .await?;
    }
    Ok(())
}

pub async fn index(
    manager: &SchemaManager<'_>,
    table: &'static str,
    columns: &[&'static str],
) -> Result<(), DbErr> {
    let mut statement = Index::create()
        .name(format!("{table}_by_{}", columns.join("_")))
        .table(table)
        .to_owned();
    for column in columns {
        statement.col(*column);
    }
    manager.create_index(statement).await
}
