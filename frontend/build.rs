//! Gives cynic the contract: every operation of the page is checked against the server's own schema.

use std::error::Error;

fn main() -> Result<(), Box<dyn Error>> {
    cynic_codegen::register_schema("goldenthread")
        .from_sdl_file("../schema.graphql")?
        .as_default()?;
    Ok(())
}
