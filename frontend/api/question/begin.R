library(jsonlite)

api <- "http://127.0.0.1:8080"
variables <- fromJSON(r"({{variables}})", simplifyVector = FALSE)
query <- r"({{query}})"

ask <- function(query, variables = NULL) {
  encoded <- function(text) URLencode(text, reserved = TRUE)
  address <- paste0(api, "/graphql?query=", encoded(query))
  if (!is.null(variables)) address <- paste0(address, "&variables=", encoded(toJSON(variables, auto_unbox = TRUE)))
  answer <- fromJSON(url(address), flatten = TRUE)
  if (!is.null(answer$errors)) stop(answer$errors$message[1])
  answer$data
}

show <- function(rows, columns = names(rows)) {
  if (length(rows)) write.table(rows[columns], sep = "\t", quote = FALSE, na = "", row.names = FALSE, col.names = FALSE)
}
