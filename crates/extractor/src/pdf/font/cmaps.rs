//! The predefined CMaps, each read once per process: the first use of one costs 7–25 ms.

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex, OnceLock, PoisonError},
};

use hayro_cmap::{CMap, CMapName, load_embedded};

/// The CMap with a predefined name (ISO 32000-1, table 118; Adobe-GB1-UCS2 and its like); `None` for any other name.
pub(super) fn predefined(name: &[u8]) -> Option<Arc<CMap>> {
    type ByName = BTreeMap<Vec<u8>, Arc<CMap>>;
    static READ: OnceLock<Mutex<ByName>> = OnceLock::new();
    let mut read = READ.get_or_init(Mutex::default).lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(cmap) = read.get(name) {
        return Some(Arc::clone(cmap));
    }
    // Only known names are kept: a file cannot fill the memory with names of its own.
    let cmap = Arc::new(match name {
        b"Identity-H" => CMap::identity_h(),
        b"Identity-V" => CMap::identity_v(),
        name => CMap::parse(embedded(CMapName::from_bytes(name))?, embedded)?,
    });
    read.insert(name.to_vec(), Arc::clone(&cmap));
    Some(cmap)
}

/// The bundled data of a CMap, for CMaps that build on another (`usecmap`).
pub(super) fn embedded(name: CMapName<'_>) -> Option<&'static [u8]> {
    load_embedded(name)
}
